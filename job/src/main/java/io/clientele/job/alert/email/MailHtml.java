package io.clientele.job.alert.email;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.Alert.MatchedEvent;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.alert.channel.AlertWords;
import java.util.Locale;

/**
 * A mail's content as HTML: one table with styles in place, no pictures and no scripts, which is
 * what mail programs agree on.
 */
final class MailHtml {

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>%1$s</title></head>
            <body style="margin:0;padding:24px;background:#f3f4f6;font-family:Helvetica,Arial,sans-serif;color:#1f2933">
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0"><tr><td align="center">
            <table role="presentation" width="600" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border-radius:8px;border-top:6px solid %2$s">
            <tr><td style="padding:24px 28px 0 28px">
            <span style="display:inline-block;padding:3px 10px;border-radius:10px;background:%2$s;color:#ffffff;font-size:12px;font-weight:bold;letter-spacing:.5px">%3$s</span>
            <span style="padding-left:8px;font-size:13px;color:#616e7c">%4$s</span>
            </td></tr>
            %5$s
            <tr><td style="padding:16px 28px 20px 28px;border-top:1px solid #e4e7eb;font-size:12px;color:#7b8794">Clientele &middot; %6$s</td></tr>
            </table></td></tr></table></body></html>
            """;

    private static final String ALERT =
            """
            <tr><td style="padding:14px 28px 4px 28px;font-size:19px;line-height:26px;font-weight:bold">%s</td></tr>
            %s
            <tr><td style="padding:10px 28px 18px 28px"><table role="presentation" width="100%%" cellpadding="0" cellspacing="0" style="font-size:14px;line-height:22px">
            %s</table></td></tr>
            """;

    private static final String ACTION =
            """
            <tr><td style="padding:8px 28px 4px 28px"><div style="padding:10px 14px;background:#f0f4f8;border-left:4px solid %s;font-size:15px;line-height:22px">%s</div></td></tr>
            """;

    private static final String ROW =
            """
            <tr><td style="width:130px;vertical-align:top;color:#616e7c">%s</td><td style="vertical-align:top">%s</td></tr>
            """;

    private MailHtml() {}

    static String of(AlertMessage message) {
        Alert foremost = message.foremost();
        StringBuilder alerts = new StringBuilder();
        int shown = Math.min(message.alerts().size(), MailText.MOST_ALERTS);
        for (Alert alert : message.alerts().subList(0, shown)) {
            alerts.append(alert(alert));
        }
        if (shown < message.alerts().size()) {
            alerts.append(
                    "<tr><td style=\"padding:0 28px 16px 28px\">&hellip; and %d more</td></tr>\n"
                            .formatted(message.alerts().size() - shown));
        }
        String what =
                message.alerts().size() == 1
                        ? foremost.kind()
                        : "%d alerts of %s".formatted(message.alerts().size(), foremost.rule());
        return PAGE.formatted(
                escaped(message.headline()),
                colour(message.severity()),
                message.severity().name().toUpperCase(Locale.ROOT),
                escaped(what),
                alerts,
                escaped(message.key()));
    }

    private static String alert(Alert alert) {
        StringBuilder rows = new StringBuilder();
        row(rows, "About", AlertWords.subject(alert));
        row(rows, "Rule", "%s, version %d".formatted(alert.rule(), alert.version()));
        row(rows, "Time", AlertWords.time(alert.time()));
        alert.fields().forEach((name, value) -> row(rows, name, AlertWords.value(value)));
        int shown = Math.min(alert.events().size(), MailText.MOST_EVENTS);
        for (MatchedEvent event : alert.events().subList(0, shown)) {
            row(
                    rows,
                    event.step(),
                    "%s \u00b7 %s".formatted(event.name(), AlertWords.time(event.time())));
        }
        if (shown < alert.events().size()) {
            row(rows, "", "… and %d more events".formatted(alert.events().size() - shown));
        }
        String action =
                alert.action().isBlank()
                        ? ""
                        : ACTION.formatted(colour(alert.severity()), escaped(alert.action()));
        return ALERT.formatted(escaped(alert.message()), action, rows);
    }

    private static void row(StringBuilder rows, String name, String value) {
        rows.append(ROW.formatted(escaped(name), escaped(value)));
    }

    private static String colour(AlertSeverity severity) {
        return switch (severity) {
            case INFO -> "#3e7cb1";
            case WARNING -> "#b7791f";
            case ERROR -> "#c2410c";
            case CRITICAL -> "#b91c1c";
        };
    }

    /** So that what customers write is text, whatever it is. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
