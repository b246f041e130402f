package io.clientele.job.alert;

import io.clientele.configuration.Configuration;
import io.clientele.configuration.Keys;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How patiently alerts are delivered, the same for all channels.
 *
 * @param timeout of one attempt
 * @param backoffFirst the bound of the wait after a first failed attempt; it doubles from there
 * @param backoffLongest the bound of every wait
 * @param giveUp after how long a message is set aside
 * @param mostPending how many messages may wait for a channel
 * @param repeats for how long an id is remembered
 * @param seed of the jitter
 */
public record DeliverySettings(
        Duration timeout,
        Duration backoffFirst,
        Duration backoffLongest,
        Duration giveUp,
        int mostPending,
        Duration repeats,
        long seed)
        implements Serializable {

    /** The settings of a configuration that was read for the delivery. */
    public static DeliverySettings of(Configuration configuration) {
        return new DeliverySettings(
                configuration.get(Keys.ALERTS_TIMEOUT),
                configuration.get(Keys.ALERTS_BACKOFF_FIRST),
                configuration.get(Keys.ALERTS_BACKOFF_LONGEST),
                configuration.get(Keys.ALERTS_GIVE_UP),
                configuration.get(Keys.ALERTS_PENDING),
                configuration.get(Keys.ALERTS_REPEATS),
                ThreadLocalRandom.current().nextLong());
    }

    /**
     * The bound of the wait after failed attempts, in milliseconds.
     *
     * @param failures how many in a row, at least 1
     */
    long backoffBound(long failures) {
        long first = backoffFirst.toMillis();
        long longest = backoffLongest.toMillis();
        long bound = first;
        for (long doubled = 1; doubled < failures && bound < longest; doubled++) {
            bound *= 2;
        }
        return Math.min(bound, longest);
    }
}
