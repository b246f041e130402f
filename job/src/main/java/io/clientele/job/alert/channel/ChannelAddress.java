package io.clientele.job.alert.channel;

import java.io.Serializable;
import java.time.Duration;

/**
 * Where a channel leads, with the secrets that it needs. It travels inside the job graph; its text
 * shows no secret.
 */
public interface ChannelAddress extends Serializable {

    /**
     * Opens the channel; nothing is sent yet.
     *
     * @param timeout of one attempt, from connecting to the answer
     */
    Channel open(Duration timeout);

    /** How many messages may be under way at once, at least 1. */
    int width();
}
