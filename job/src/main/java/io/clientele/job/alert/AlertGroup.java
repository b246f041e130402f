package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;
import java.util.ArrayList;
import java.util.List;

/**
 * Alerts of a rule that are gathered to come as one message.
 *
 * @param closes when they are sent, milliseconds since 1970
 * @param alerts so far, may be empty
 */
public record AlertGroup(long closes, List<Alert> alerts) {

    /** Copies the list. */
    public AlertGroup {
        alerts = List.copyOf(alerts);
    }

    AlertGroup with(Alert alert) {
        List<Alert> more = new ArrayList<>(alerts);
        more.add(alert);
        return new AlertGroup(closes, more);
    }

    /** The same, not closed before a time. */
    AlertGroup notBefore(long time) {
        return new AlertGroup(Math.max(closes, time), alerts);
    }
}
