package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.configuration.Configuration;
import io.clientele.configuration.Keys;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which alert goes to which channels: to those of every route that takes it, once each; to all
 * channels where there is no route.
 *
 * @param routes in no particular order
 */
public record AlertRoutes(List<Route> routes) implements Serializable {

    /** Every alert to every channel. */
    public static final AlertRoutes EVERYWHERE = new AlertRoutes(List.of());

    /** Copies the list. */
    public AlertRoutes {
        routes = List.copyOf(routes);
    }

    /**
     * One route.
     *
     * @param severity the least that it takes
     * @param rules names, {@code *} for any characters; empty for all
     * @param kinds the same of kinds
     */
    public record Route(
            AlertSeverity severity, List<String> rules, List<String> kinds, Set<String> channels)
            implements Serializable {

        /** Copies the collections. */
        public Route {
            rules = List.copyOf(rules);
            kinds = List.copyOf(kinds);
            channels = Set.copyOf(channels);
        }

        private boolean takes(Alert alert) {
            return alert.severity().isAtLeast(severity)
                    && fits(rules, alert.rule())
                    && fits(kinds, alert.kind());
        }

        private static boolean fits(List<String> patterns, String name) {
            return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> fits(pattern, name));
        }

        /** Whether the name is the pattern, with anything for its stars; linear but for stars. */
        private static boolean fits(String pattern, String name) {
            String[] parts = pattern.split("\\*", -1);
            if (parts.length == 1) {
                return pattern.equals(name);
            }
            String last = parts[parts.length - 1];
            if (!name.startsWith(parts[0])
                    || !name.endsWith(last)
                    || name.length() < parts[0].length() + last.length()) {
                return false;
            }
            int at = parts[0].length();
            for (String part : List.of(parts).subList(1, parts.length - 1)) {
                int found = name.indexOf(part, at);
                if (found < 0) {
                    return false;
                }
                at = found + part.length();
            }
            return at <= name.length() - last.length();
        }
    }

    /** The routes of a configuration that was read for the delivery. */
    public static AlertRoutes of(Configuration configuration) {
        Map<String, String> severities = configuration.all(Keys.ROUTE_SEVERITY);
        Map<String, List<String>> rules = configuration.all(Keys.ROUTE_RULES);
        Map<String, List<String>> kinds = configuration.all(Keys.ROUTE_KINDS);
        List<Route> routes = new ArrayList<>();
        configuration
                .all(Keys.ROUTE_CHANNELS)
                .forEach(
                        (name, channels) ->
                                routes.add(
                                        new Route(
                                                AlertSeverity.of(
                                                                severities.getOrDefault(
                                                                        name, "info"))
                                                        .orElseThrow(),
                                                rules.getOrDefault(name, List.of()),
                                                kinds.getOrDefault(name, List.of()),
                                                Set.copyOf(channels))));
        return new AlertRoutes(routes);
    }

    /** Whether an alert goes to a channel. */
    public boolean leadTo(String channel, Alert alert) {
        return routes.isEmpty()
                || routes.stream()
                        .anyMatch(
                                route -> route.channels().contains(channel) && route.takes(alert));
    }
}
