package io.clientele.job.alert;

import io.clientele.job.alert.channel.AlertMessage;

/**
 * A message that waits to be delivered.
 *
 * @param since when it began to wait, milliseconds since 1970
 * @param attempts how many have failed
 */
public record PendingMessage(AlertMessage message, long since, long attempts) {

    PendingMessage failedAgain() {
        return new PendingMessage(message, since, attempts + 1);
    }
}
