package io.clientele.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GatewaySettingsTest {

    /** The settings by these keys, the others at their defaults. */
    public static GatewaySettings settings(Map<String, ?> keys) {
        return new Binder(new MapConfigurationPropertySource(keys))
                .bindOrCreate("clientele", GatewaySettings.class);
    }

    @Test
    void every_key_has_its_default() {
        assertThat(settings(Map.of()))
                .isEqualTo(
                        new GatewaySettings(
                                List.of("localhost:9092"),
                                2_000,
                                1_000,
                                Duration.ofMillis(500),
                                Duration.ofSeconds(4),
                                64));
    }

    @Test
    void every_key_can_be_set() {
        assertThat(
                        settings(
                                Map.of(
                                        "clientele.brokers", "kafka-1:9093,[::1]:9094",
                                        "clientele.history-windows", "10",
                                        "clientele.tracked-customers", "20",
                                        "clientele.update-interval", "1s",
                                        "clientele.heartbeat-interval", "2s",
                                        "clientele.maximum-pages", "3")))
                .isEqualTo(
                        new GatewaySettings(
                                List.of("kafka-1:9093", "[::1]:9094"),
                                10,
                                20,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                3));
    }

    @Test
    void a_wrong_value_is_named_with_its_key_and_what_was_expected() {
        assertThatThrownBy(() -> settings(Map.of("clientele.brokers", "localhost")))
                .hasRootCauseMessage("clientele.brokers is 'localhost': expected host:port");
        assertThatThrownBy(() -> settings(Map.of("clientele.tracked-customers", "9")))
                .hasRootCauseMessage("clientele.tracked-customers is 9: expected 10 to 100000");
        assertThatThrownBy(() -> settings(Map.of("clientele.heartbeat-interval", "11s")))
                .hasRootCauseMessage(
                        "clientele.heartbeat-interval is PT11S: expected PT0.05S to PT10S");
    }

    @Test
    void an_unknown_key_is_an_error() {
        assertThatThrownBy(
                        () ->
                                SpringApplication.run(
                                        Gateway.class,
                                        "--server.port=0",
                                        "--clientele.broker=localhost:1"))
                .hasStackTraceContaining("clientele.broker");
    }
}
