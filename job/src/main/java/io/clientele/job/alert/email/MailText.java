package io.clientele.job.alert.email;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.Alert.MatchedEvent;
import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.alert.channel.AlertWords;

/** A mail's content as plain text. */
final class MailText {

    /** The most alerts that one mail shows. */
    static final int MOST_ALERTS = 50;

    /** The most events of an alert that are shown. */
    static final int MOST_EVENTS = 20;

    private MailText() {}

    static String of(AlertMessage message) {
        StringBuilder text = new StringBuilder();
        int shown = Math.min(message.alerts().size(), MOST_ALERTS);
        if (message.alerts().size() > 1) {
            text.append(
                    "%d alerts of %s\n\n"
                            .formatted(message.alerts().size(), message.foremost().rule()));
        }
        for (Alert alert : message.alerts().subList(0, shown)) {
            alert(text, alert);
        }
        if (shown < message.alerts().size()) {
            text.append("... and %d more\n\n".formatted(message.alerts().size() - shown));
        }
        return text.append("Clientele · ").append(message.key()).append('\n').toString();
    }

    private static void alert(StringBuilder text, Alert alert) {
        text.append(alert.message()).append("\n\n");
        if (!alert.action().isBlank()) {
            line(text, "What to do", alert.action());
        }
        line(text, "Severity", alert.severity().code());
        line(text, "About", AlertWords.subject(alert));
        line(text, "Rule", "%s, version %d".formatted(alert.rule(), alert.version()));
        line(text, "Time", AlertWords.time(alert.time()));
        alert.fields().forEach((name, value) -> line(text, name, AlertWords.value(value)));
        int events = Math.min(alert.events().size(), MOST_EVENTS);
        for (MatchedEvent event : alert.events().subList(0, events)) {
            text.append(
                    "  - %s, %s (%s)\n"
                            .formatted(AlertWords.time(event.time()), event.name(), event.step()));
        }
        if (events < alert.events().size()) {
            text.append("  ... and %d more events\n".formatted(alert.events().size() - events));
        }
        text.append('\n');
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }
}
