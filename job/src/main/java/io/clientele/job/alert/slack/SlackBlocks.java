package io.clientele.job.alert.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.alert.channel.AlertWords;
import java.util.Locale;
import java.util.Map;

/** A message in Slack's Block Kit, within its limits. */
final class SlackBlocks {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_TEXT = 2_900;
    private static final int LONGEST_VALUE = 300;
    private static final int MOST_FIELDS = 10;
    private static final int MOST_LISTED = 10;

    private SlackBlocks() {}

    static byte[] body(AlertMessage message) {
        Alert foremost = message.foremost();
        ObjectNode body = JSON.objectNode();
        // What notifications and clients without blocks show.
        body.put(
                "text",
                escaped(
                        AlertWords.shortened(
                                "[%s] %s".formatted(message.severity().code(), message.headline()),
                                LONGEST_TEXT)));
        ArrayNode blocks = body.putArray("blocks");
        ObjectNode header = blocks.addObject().put("type", "header");
        header.putObject("text")
                .put("type", "plain_text")
                .put("text", AlertWords.shortened(title(message), LONGEST_HEADER))
                .put("emoji", true);
        if (message.alerts().size() == 1) {
            single(blocks, foremost);
        } else {
            several(blocks, message);
        }
        ObjectNode context = blocks.addObject().put("type", "context");
        context.putArray("elements")
                .addObject()
                .put("type", "mrkdwn")
                .put(
                        "text",
                        escaped(
                                "%s version %d · %s · %s"
                                        .formatted(
                                                foremost.rule(),
                                                foremost.version(),
                                                AlertWords.time(foremost.time()),
                                                message.key())));
        return body.toString().getBytes(UTF_8);
    }

    private static String title(AlertMessage message) {
        Alert foremost = message.foremost();
        String what =
                message.alerts().size() == 1
                        ? foremost.rule()
                        : "%d × %s".formatted(message.alerts().size(), foremost.rule());
        return "%s %s: %s"
                .formatted(
                        sign(message.severity()),
                        message.severity().name().toUpperCase(Locale.ROOT),
                        what);
    }

    private static String sign(AlertSeverity severity) {
        return switch (severity) {
            case INFO -> ":information_source:";
            case WARNING -> ":warning:";
            case ERROR -> ":red_circle:";
            case CRITICAL -> ":rotating_light:";
        };
    }

    private static void single(ArrayNode blocks, Alert alert) {
        StringBuilder text = new StringBuilder();
        text.append(escaped(AlertWords.shortened(alert.message(), LONGEST_TEXT / 2)));
        if (!alert.action().isBlank()) {
            text.append("\n*What to do:* ")
                    .append(escaped(AlertWords.shortened(alert.action(), LONGEST_TEXT / 3)));
        }
        section(blocks, text.toString());
        ObjectNode section = blocks.addObject().put("type", "section");
        ArrayNode fields = section.putArray("fields");
        field(fields, "About", AlertWords.subject(alert));
        for (Map.Entry<String, Object> field : alert.fields().entrySet()) {
            if (fields.size() < MOST_FIELDS) {
                field(fields, field.getKey(), AlertWords.value(field.getValue()));
            }
        }
    }

    private static void several(ArrayNode blocks, AlertMessage message) {
        StringBuilder text = new StringBuilder();
        int listed = 0;
        for (Alert alert : message.alerts()) {
            if (listed++ == MOST_LISTED) {
                break;
            }
            text.append("• ")
                    .append(escaped(AlertWords.shortened(alert.message(), LONGEST_VALUE / 2)))
                    .append('\n');
        }
        if (message.alerts().size() > MOST_LISTED) {
            text.append("… and %d more".formatted(message.alerts().size() - MOST_LISTED));
        }
        section(blocks, text.toString().strip());
    }

    private static void section(ArrayNode blocks, String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", text.isEmpty() ? "–" : text);
    }

    private static void field(ArrayNode fields, String name, String value) {
        fields.addObject()
                .put("type", "mrkdwn")
                .put(
                        "text",
                        "*%s*\n%s"
                                .formatted(
                                        escaped(AlertWords.shortened(name, 100)),
                                        escaped(AlertWords.shortened(value, LONGEST_VALUE))));
    }

    /** So that what customers write makes no links and calls nobody: Slack's three characters. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
