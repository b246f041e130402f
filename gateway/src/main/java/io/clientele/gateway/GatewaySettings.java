package io.clientele.gateway;

import io.clientele.configuration.Configuration;
import io.clientele.configuration.Keys;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the gateway can be told, checked before it gets here; keys and ranges are in {@code
 * docs/configuration.md}.
 *
 * @param kafka how brokers are reached, as Kafka's own properties
 * @param historyWindows how many windows of each KPI series are kept
 * @param trackedCustomers how many of the best customers are tracked, so that the top ten stay
 *     exact while customers fall
 * @param updateInterval how often changes are sent to the open pages
 * @param heartbeatInterval how often an open page hears that the gateway is alive; the page takes
 *     15 seconds of silence for a lost connection
 * @param maximumPages how many pages may be open at once
 */
public record GatewaySettings(
        Map<String, String> kafka,
        int historyWindows,
        int trackedCustomers,
        Duration updateInterval,
        Duration heartbeatInterval,
        int maximumPages) {

    /** Copies the properties. */
    public GatewaySettings {
        kafka = Map.copyOf(kafka);
    }

    /** The settings of a configuration. */
    static GatewaySettings of(Configuration configuration) {
        Properties kafka = configuration.kafka();
        return new GatewaySettings(
                kafka.stringPropertyNames().stream()
                        .collect(Collectors.toMap(Function.identity(), kafka::getProperty)),
                configuration.get(Keys.GATEWAY_HISTORY_WINDOWS),
                configuration.get(Keys.GATEWAY_TRACKED_CUSTOMERS),
                configuration.get(Keys.GATEWAY_UPDATE_INTERVAL),
                configuration.get(Keys.GATEWAY_HEARTBEAT_INTERVAL),
                configuration.get(Keys.GATEWAY_MAXIMUM_PAGES));
    }

    /** Without the connection, which may hold passwords. */
    @Override
    public String toString() {
        return "GatewaySettings[historyWindows=%d, trackedCustomers=%d, updateInterval=%s, heartbeatInterval=%s, maximumPages=%d]"
                .formatted(
                        historyWindows,
                        trackedCustomers,
                        updateInterval,
                        heartbeatInterval,
                        maximumPages);
    }
}
