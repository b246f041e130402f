package io.clientele.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class GatewaySettingsTest {

    @Test
    void every_key_has_its_default() {
        assertThat(Settings.of(Map.of()))
                .isEqualTo(
                        new GatewaySettings(
                                Map.of("bootstrap.servers", "localhost:9092"),
                                2_000,
                                1_000,
                                Duration.ofMillis(500),
                                Duration.ofSeconds(4),
                                64));
    }

    @Test
    void every_key_can_be_set() {
        assertThat(
                        Settings.of(
                                Map.of(
                                        "kafka.brokers", "kafka-1:9093,[::1]:9094",
                                        "kafka.properties.security.protocol", "SSL",
                                        "gateway.history-windows", "10",
                                        "gateway.tracked-customers", "20",
                                        "gateway.update-interval", "1s",
                                        "gateway.heartbeat-interval", "2s",
                                        "gateway.maximum-pages", "3")))
                .isEqualTo(
                        new GatewaySettings(
                                Map.of(
                                        "bootstrap.servers",
                                        "kafka-1:9093,[::1]:9094",
                                        "security.protocol",
                                        "SSL"),
                                10,
                                20,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                3));
    }

    @Test
    void the_file_of_the_jobs_is_its_file_too(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("clientele.yaml");
        Files.writeString(
                file,
                """
                kafka:
                  brokers: localhost:1
                shop:
                  currency: EUR
                influx:
                  url: http://influxdb:8086
                  org: shop
                  bucket: clientele
                  token-file: /only/where/the/delivery/is/submitted
                gateway:
                  port: 0
                  maximum-pages: 7
                """);
        try (ConfigurableApplicationContext context =
                SpringApplication.run(
                        Gateway.class,
                        "--config=" + file,
                        "--clientele.kafka.brokers=localhost:2")) {
            GatewaySettings settings = context.getBean(GatewaySettings.class);
            assertThat(settings.maximumPages()).isEqualTo(7);
            assertThat(settings.kafka()).containsEntry("bootstrap.servers", "localhost:2");
            assertThat(context.getEnvironment().getProperty("server.address"))
                    .isEqualTo("127.0.0.1");
        }
    }

    @Test
    void all_that_is_wrong_is_told_at_once_without_a_stack_trace(CapturedOutput output) {
        assertThatThrownBy(
                        () ->
                                SpringApplication.run(
                                        Gateway.class,
                                        "--clientele.kafka.brokers=localhost",
                                        "--clientele.gateway.tracked-customer=9",
                                        "--clientele.gateway.heartbeat-interval=11s",
                                        "--clientele.kafka.properties.ssl.key.password=hunter2"))
                .hasStackTraceContaining("kafka.brokers");
        assertThat(output.getAll())
                .contains(
                        "kafka.brokers: \"localhost\" (argument), expected host:port with a port",
                        "gateway.tracked-customer: \"9\" (argument), expected a key that exists;"
                                + " did you mean gateway.tracked-customers?",
                        "gateway.heartbeat-interval: \"11s\" (argument), expected a length of time",
                        "kafka.properties.ssl.key.password: *** (argument), expected"
                                + " security.protocol to be SSL or SASL_SSL")
                .doesNotContain("hunter2", "\tat ");
    }
}
