package io.clientele.job.alert.channel;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertSeverity;
import java.util.Comparator;
import java.util.List;

/**
 * What is sent at once: one alert, or several of the same rule.
 *
 * @param key the same for each attempt, by which the other side can drop repetitions: the id of an
 *     alert that is alone, else one made of all ids
 * @param alerts oldest first, at least one
 */
public record AlertMessage(String key, List<Alert> alerts) {

    /** Copies the list. */
    public AlertMessage {
        alerts = List.copyOf(alerts);
        if (alerts.isEmpty()) {
            throw new IllegalArgumentException("alerts: none, expected at least one");
        }
    }

    /** A message of these alerts. */
    public static AlertMessage of(List<Alert> alerts) {
        String key =
                alerts.size() == 1
                        ? alerts.get(0).id()
                        : Alert.id(alerts.stream().map(Alert::id).toList());
        return new AlertMessage(key, alerts);
    }

    /** The alert that speaks for all: of the highest severity the newest. */
    public Alert foremost() {
        return alerts.stream()
                .max(Comparator.comparing(Alert::severity).thenComparing(Alert::time))
                .orElseThrow();
    }

    /** The highest severity among them. */
    public AlertSeverity severity() {
        return foremost().severity();
    }

    /** In one line: the foremost alert's message, with the number of the others. */
    public String headline() {
        Alert foremost = foremost();
        String text =
                foremost.message().isBlank()
                        ? foremost.rule() + ": " + foremost.subject().label()
                        : foremost.message().strip().replaceAll("\\s+", " ");
        return alerts.size() == 1
                ? text
                : "%d × %s, such as: %s".formatted(alerts.size(), foremost.rule(), text);
    }
}
