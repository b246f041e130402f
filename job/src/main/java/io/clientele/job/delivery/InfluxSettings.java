package io.clientele.job.delivery;

import io.clientele.configuration.Configuration;
import io.clientele.configuration.Keys;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where points go and how patiently they are sent. It travels inside the job graph, the token
 * included; neither {@link #toString} nor any message shows the token.
 *
 * @param url of the store, {@code http} or {@code https}, without user, query and fragment
 * @param org the organisation, not blank; stores without organisations pass over it
 * @param bucket the bucket or database, not blank
 * @param token what the store knows us by, printable ASCII; empty where it asks for none
 * @param batch when a batch is full
 * @param backoff how long to wait before a batch is sent again
 * @param timeout of one attempt, from connecting to the answer; at least 1 ms
 */
public record InfluxSettings(
        URI url,
        String org,
        String bucket,
        String token,
        Batch batch,
        Backoff backoff,
        Duration timeout)
        implements Serializable {

    /**
     * Checks each setting.
     *
     * @throws IllegalArgumentException naming the setting, its value (never the token) and what was
     *     expected
     */
    public InfluxSettings {
        requireUrl(url);
        requireName("influx org", org);
        requireName("influx bucket", bucket);
        if (!token.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw new IllegalArgumentException(
                    "influx token: not shown, expected printable ASCII without spaces");
        }
        requireAtLeastOneMillisecond("influx timeout", timeout);
    }

    /**
     * The settings that suit most stores: 1,000 points, 1 MB or 1 s a batch; from 0.5 s up to 30 s
     * between attempts, as many as it takes; 10 s an attempt.
     *
     * @throws IllegalArgumentException naming the setting, its value (never the token) and what was
     *     expected
     */
    public static InfluxSettings of(String url, String org, String bucket, String token) {
        return new InfluxSettings(
                parse(url),
                org,
                bucket,
                token,
                new Batch(1_000, 1_000_000, Duration.ofSeconds(1)),
                Backoff.untilItWorks(),
                Duration.ofSeconds(10));
    }

    /** The settings of a configuration that was read for the delivery. */
    public static InfluxSettings of(Configuration configuration) {
        return new InfluxSettings(
                configuration.get(Keys.INFLUX_URL),
                configuration.get(Keys.INFLUX_ORG),
                configuration.get(Keys.INFLUX_BUCKET),
                configuration.find(Keys.INFLUX_TOKEN).orElse(""),
                new Batch(
                        configuration.get(Keys.INFLUX_BATCH_POINTS),
                        configuration.get(Keys.INFLUX_BATCH_BYTES),
                        configuration.get(Keys.INFLUX_BATCH_AGE)),
                new Backoff(
                        configuration.get(Keys.INFLUX_BACKOFF_FIRST),
                        configuration.get(Keys.INFLUX_BACKOFF_LONGEST),
                        configuration.get(Keys.INFLUX_BACKOFF_RETRIES),
                        ThreadLocalRandom.current().nextLong()),
                configuration.get(Keys.INFLUX_TIMEOUT));
    }

    /** The same settings with another batch. */
    public InfluxSettings withBatch(Batch changed) {
        return new InfluxSettings(url, org, bucket, token, changed, backoff, timeout);
    }

    /** The same settings with another backoff. */
    public InfluxSettings withBackoff(Backoff changed) {
        return new InfluxSettings(url, org, bucket, token, batch, changed, timeout);
    }

    /** The same settings with another timeout of one attempt. */
    public InfluxSettings withTimeout(Duration changed) {
        return new InfluxSettings(url, org, bucket, token, batch, backoff, changed);
    }

    /** Where the points go, for messages: URL, organisation and bucket. */
    String destination() {
        return "%s, org %s, bucket %s".formatted(url, org, bucket);
    }

    /** The text without the token, wherever a store or a library put it. */
    String masked(String text) {
        return token.isEmpty() ? text : text.replace(token, "***");
    }

    @Override
    public String toString() {
        return "InfluxSettings[%s, token %s, %s, %s, timeout %s]"
                .formatted(
                        destination(), token.isEmpty() ? "none" : "***", batch, backoff, timeout);
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException unreadable) {
            throw new IllegalArgumentException(
                    "influx url: \"%s\", expected a URL such as http://127.0.0.1:8086"
                            .formatted(url),
                    unreadable);
        }
    }

    private static void requireUrl(URI url) {
        // Not shown where it has a user: that part may hold a password.
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "influx url: not shown, expected no user or password in it; set the token");
        }
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web
                || url.getHost() == null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "influx url: \"%s\", expected http://HOST:PORT or https://HOST:PORT, without query and fragment"
                            .formatted(url));
        }
    }

    private static void requireName(String setting, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    "%s: \"%s\", expected a name".formatted(setting, value));
        }
    }

    private static void requireAtLeastOneMillisecond(String setting, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "%s: %s, expected at least 1 ms".formatted(setting, value));
        }
    }

    /**
     * When a batch is full: whichever comes first.
     *
     * @param points the most points in it, at least 1
     * @param bytes the most bytes in it before compression, at least 1; a longer line goes alone
     * @param age the longest that a point waits for others, at least 1 ms
     */
    public record Batch(int points, int bytes, Duration age) implements Serializable {

        /**
         * Checks the limits.
         *
         * @throws IllegalArgumentException naming the limit, its value and what was expected
         */
        public Batch {
            if (points < 1) {
                throw new IllegalArgumentException(
                        "influx batch points: %d, expected at least 1".formatted(points));
            }
            if (bytes < 1) {
                throw new IllegalArgumentException(
                        "influx batch bytes: %d, expected at least 1".formatted(bytes));
            }
            requireAtLeastOneMillisecond("influx batch age", age);
        }
    }

    /**
     * Exponential backoff with full jitter: before attempt n + 1 a time drawn evenly from 0 to
     * {@code min(longest, first · 2ⁿ)} (Brooker, Exponential Backoff and Jitter, 2015).
     *
     * @param first the bound of the first wait, at least 1 ms
     * @param longest the bound of every wait, not less than {@code first}
     * @param retries how often a batch is sent again before the job fails, at least 0
     * @param seed of the jitter; each writer adds its subtask's index
     */
    public record Backoff(Duration first, Duration longest, long retries, long seed)
            implements Serializable {

        /**
         * Checks the bounds.
         *
         * @throws IllegalArgumentException naming the bound, its value and what was expected
         */
        public Backoff {
            requireAtLeastOneMillisecond("influx backoff first", first);
            if (longest.compareTo(first) < 0) {
                throw new IllegalArgumentException(
                        "influx backoff longest: %s, expected at least the first, %s"
                                .formatted(longest, first));
            }
            if (retries < 0) {
                throw new IllegalArgumentException(
                        "influx backoff retries: %d, expected at least 0".formatted(retries));
            }
        }

        /** From 0.5 s up to 30 s, without end: the batch waits until the store takes it. */
        public static Backoff untilItWorks() {
            return new Backoff(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(30),
                    Long.MAX_VALUE,
                    ThreadLocalRandom.current().nextLong());
        }

        /**
         * The bound of the wait after a failed attempt.
         *
         * @param failures how many attempts have failed, at least 1
         */
        Duration bound(long failures) {
            Duration bound = first;
            for (long doubled = 1; doubled < failures && bound.compareTo(longest) < 0; doubled++) {
                bound = bound.multipliedBy(2);
            }
            return bound.compareTo(longest) < 0 ? bound : longest;
        }
    }
}
