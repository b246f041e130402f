package io.clientele.gateway;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be configured about the gateway, under {@code clientele.}; an unknown key is an error.
 *
 * @param brokers the Kafka brokers to start from, each as {@code host:port}; default {@code
 *     localhost:9092}
 * @param historyWindows how many windows of each KPI series are kept, 2 to 100,000; default 2,000
 * @param trackedCustomers how many of the best customers are tracked, so that the top ten stay
 *     exact while customers fall, 10 to 100,000; default 1,000
 * @param updateInterval how often changes are sent to the open pages, 50 ms to 1 minute; default
 *     500 ms
 * @param heartbeatInterval how often an open page hears that the gateway is alive, at most 10
 *     seconds, since the page takes 15 seconds of silence for a lost connection; default 4 seconds
 * @param maximumPages how many pages may be open at once, 1 to 1,000; default 64
 */
@ConfigurationProperties(prefix = "clientele", ignoreUnknownFields = false)
public record GatewaySettings(
        @DefaultValue("localhost:9092") List<String> brokers,
        @DefaultValue("2000") int historyWindows,
        @DefaultValue("1000") int trackedCustomers,
        @DefaultValue("500ms") Duration updateInterval,
        @DefaultValue("4s") Duration heartbeatInterval,
        @DefaultValue("64") int maximumPages) {

    private static final Pattern BROKER =
            Pattern.compile("[^\\s:/]+:\\d{1,5}|\\[[0-9a-fA-F:]+]:\\d{1,5}");

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the key, the value and what was expected
     */
    public GatewaySettings {
        brokers = List.copyOf(brokers);
        if (brokers.isEmpty()) {
            throw new IllegalArgumentException(
                    "clientele.brokers is empty: expected host:port, or several with commas");
        }
        for (String broker : brokers) {
            if (!BROKER.matcher(broker).matches()) {
                throw new IllegalArgumentException(
                        "clientele.brokers is '" + broker + "': expected host:port");
            }
        }
        requireBetween("clientele.history-windows", historyWindows, 2, 100_000);
        requireBetween("clientele.tracked-customers", trackedCustomers, 10, 100_000);
        requireBetween("clientele.maximum-pages", maximumPages, 1, 1_000);
        requireBetween(
                "clientele.update-interval",
                updateInterval,
                Duration.ofMillis(50),
                Duration.ofMinutes(1));
        requireBetween(
                "clientele.heartbeat-interval",
                heartbeatInterval,
                Duration.ofMillis(50),
                Duration.ofSeconds(10));
    }

    private static <T extends Comparable<T>> void requireBetween(
            String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    key + " is " + value + ": expected " + least + " to " + most);
        }
    }
}
