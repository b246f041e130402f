package io.clientele.configuration;

import io.clientele.configuration.Configuration.Held;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether each channel has what its kind needs, and each route leads to channels that exist. */
final class AlertChecks {

    /** What every channel may have. */
    private static final List<Family<?>> COMMON =
            List.of(
                    Keys.CHANNEL_KIND,
                    Keys.CHANNEL_RATE_LIMIT,
                    Keys.CHANNEL_GROUP_WINDOW,
                    Keys.CHANNEL_QUIET_HOURS,
                    Keys.CHANNEL_ZONE);

    /** What a kind of channel needs, and what it may have besides. */
    private record Needs(List<Family<?>> required, List<Family<?>> optional) {

        boolean has(Family<?> family) {
            return COMMON.contains(family)
                    || required.contains(family)
                    || optional.contains(family);
        }
    }

    private static final Map<String, Needs> NEEDS =
            Map.of(
                    "webhook",
                    new Needs(List.of(Keys.CHANNEL_URL, Keys.CHANNEL_SECRET), List.of()),
                    "slack",
                    new Needs(List.of(Keys.CHANNEL_URL), List.of()),
                    "pagerduty",
                    new Needs(List.of(Keys.CHANNEL_ROUTING_KEY), List.of(Keys.CHANNEL_URL)),
                    "email",
                    new Needs(
                            List.of(Keys.CHANNEL_HOST, Keys.CHANNEL_FROM, Keys.CHANNEL_TO),
                            List.of(
                                    Keys.CHANNEL_PORT,
                                    Keys.CHANNEL_TLS,
                                    Keys.CHANNEL_USER,
                                    Keys.CHANNEL_PASSWORD)));

    private final Map<String, Given> given;
    private final Map<String, Held> held;
    private final Set<Program> programs;
    private final List<Problem> problems;

    AlertChecks(
            Map<String, Given> given,
            Map<String, Held> held,
            Set<Program> programs,
            List<Problem> problems) {
        this.given = given;
        this.held = held;
        this.programs = programs;
        this.problems = problems;
    }

    void check() {
        if (!programs.isEmpty() && !programs.contains(Program.ALERT_DELIVERY)) {
            return;
        }
        Set<String> channels = members(Keys.CHANNELS);
        if (channels.isEmpty() && programs.contains(Program.ALERT_DELIVERY)) {
            problems.add(
                    new Problem(
                            "alerts.channels",
                            "missing",
                            Optional.empty(),
                            "at least one channel, such as alerts.channels.ops.kind: slack"));
        }
        channels.forEach(this::channel);
        for (String route : members(Keys.ROUTES)) {
            route(route, channels);
        }
    }

    private Set<String> members(String prefix) {
        Set<String> members = new TreeSet<>();
        for (String name : given.keySet()) {
            if (name.startsWith(prefix)) {
                Keys.family(name).ifPresent(family -> members.add(family.member(name)));
            }
        }
        return members;
    }

    private void channel(String channel) {
        if (!given.containsKey(Keys.CHANNEL_KIND.name(channel))) {
            missing(Keys.CHANNEL_KIND, channel, "");
            return;
        }
        Held kind = held.get(Keys.CHANNEL_KIND.name(channel));
        if (kind == null) {
            return;
        }
        Needs needs = NEEDS.get(kind.text());
        for (Family<?> family : Keys.FAMILIES) {
            Given one = given.get(family.name(channel));
            if (family.prefix().equals(Keys.CHANNELS) && one != null && !needs.has(family)) {
                problems.add(
                        Problem.at(
                                one.origin(),
                                one.name(),
                                family.isSecret() ? Texts.MASK : one.shown(),
                                "nothing, since a channel of kind %s has no such setting"
                                        .formatted(kind.text())));
            }
        }
        for (Family<?> family : needs.required()) {
            if (!given.containsKey(family.name(channel))) {
                missing(family, channel, ", for a channel of kind " + kind.text());
            }
        }
        if (kind.text().equals("email")) {
            credentials(channel);
        }
    }

    private void credentials(String channel) {
        boolean user = given.containsKey(Keys.CHANNEL_USER.name(channel));
        boolean password = given.containsKey(Keys.CHANNEL_PASSWORD.name(channel));
        if (user && !password) {
            missing(Keys.CHANNEL_PASSWORD, channel, ", to go with user");
        } else if (password && !user) {
            missing(Keys.CHANNEL_USER, channel, ", to go with password");
        }
        Held tls = held.get(Keys.CHANNEL_TLS.name(channel));
        if (password && tls != null && tls.text().equals("none")) {
            problems.add(
                    Problem.at(
                            tls.origin(),
                            tls.key().name(),
                            tls.key().shown(tls.text()),
                            "starttls or tls, so that the password does not travel in the clear"));
        }
    }

    private void route(String route, Set<String> channels) {
        if (!given.containsKey(Keys.ROUTE_CHANNELS.name(route))) {
            missing(Keys.ROUTE_CHANNELS, route, "");
            return;
        }
        Held names = held.get(Keys.ROUTE_CHANNELS.name(route));
        if (names == null) {
            return;
        }
        for (Object name : (List<?>) names.value()) {
            if (!channels.contains(name)) {
                problems.add(
                        Problem.at(
                                names.origin(),
                                names.key().name(),
                                names.key().shown(name.toString()),
                                channels.isEmpty()
                                        ? "a channel that is defined; none is"
                                        : "a channel that is defined: "
                                                + String.join(", ", channels)));
            }
        }
    }

    private void missing(Family<?> family, String member, String why) {
        String name = family.name(member);
        problems.add(
                new Problem(
                        name,
                        "missing",
                        Optional.empty(),
                        "%s%s, in the file or as %s"
                                .formatted(family.expected(), why, Key.variable(name))));
    }
}
