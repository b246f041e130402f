package io.clientele.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.clientele.configuration.Configuration.Sources;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    @TempDir private Path folder;
    private Read read;

    @BeforeEach
    void folder() {
        read = new Read(folder);
    }

    @Test
    void a_variable_wins_over_the_file_and_an_argument_over_both() throws Exception {
        String file = "kafka: {brokers: 'file:1'}\njob: {group: file}\nshop: {zone: Asia/Tokyo}";
        Configuration configuration =
                Configuration.read(
                        new Sources(
                                Optional.of(read.file(file)),
                                Map.of(
                                        "CLIENTELE_KAFKA_BROKERS",
                                        "variable:1, variable:2",
                                        "CLIENTELE_JOB_GROUP",
                                        "variable"),
                                Map.of("job.group", "argument")),
                        Set.of());
        assertThat(configuration.get(Keys.KAFKA_BROKERS))
                .isEqualTo(List.of("variable:1", "variable:2"));
        assertThat(configuration.get(Keys.JOB_GROUP)).isEqualTo("argument");
        assertThat(configuration.get(Keys.SHOP_ZONE)).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(configuration.get(Keys.KPI_WINDOW)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void levels_may_be_nested_or_joined_by_dots() throws Exception {
        Configuration nested =
                read.of(
                        """
                        kafka:
                          properties:
                            security:
                              protocol: SSL
                        rfm:
                          windows:
                            - 7
                            - 14
                        shop:
                          currency: EUR
                          rates:
                            USD: 0.86
                        """,
                        Map.of());
        Configuration joined =
                read.of(
                        """
                        kafka.properties.security.protocol: "SSL"
                        rfm.windows: 7, 14
                        shop.currency: EUR
                        shop.rates.USD: 0.86
                        """,
                        Map.of());
        for (Configuration configuration : List.of(nested, joined)) {
            assertThat(configuration.all(Keys.KAFKA_PROPERTIES))
                    .isEqualTo(Map.of("security.protocol", "SSL"));
            assertThat(configuration.get(Keys.RFM_WINDOWS)).isEqualTo(List.of(7, 14));
            assertThat(configuration.all(Keys.SHOP_RATES))
                    .isEqualTo(Map.of("USD", new BigDecimal("0.86")));
        }
    }

    @Test
    void variables_reach_rates_and_properties_of_kafka() throws Exception {
        read.write("jaas", "X required username=\"u\" password=\"hunter2\";\n");
        Configuration configuration =
                read.of(
                        "",
                        Map.of(
                                "CLIENTELE_SHOP_RATES_EUR", "1.16",
                                "CLIENTELE_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL",
                                "CLIENTELE_KAFKA_PROPERTIES_SASL_MECHANISM", "PLAIN",
                                "CLIENTELE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG_FILE",
                                        folder + "/jaas"));
        assertThat(configuration.all(Keys.SHOP_RATES))
                .isEqualTo(Map.of("EUR", new BigDecimal("1.16")));
        assertThat(configuration.kafka())
                .containsEntry("bootstrap.servers", "localhost:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry(
                        "sasl.jaas.config", "X required username=\"u\" password=\"hunter2\";");
    }

    @Test
    void a_variable_with_a_secret_wins_over_the_files_name_of_one() throws Exception {
        Configuration configuration =
                read.of(
                        """
                        influx:
                          url: http://i
                          org: o
                          bucket: b
                          token-file: /nowhere
                        """,
                        Map.of("CLIENTELE_INFLUX_TOKEN", "hunter2"));
        assertThat(configuration.find(Keys.INFLUX_TOKEN)).contains("hunter2");
    }

    @Test
    void another_programs_secret_need_not_be_on_this_machine() {
        String file =
                "influx: {url: 'http://i', org: o, bucket: b, token-file: /run/secrets/nowhere}";
        assertThatCode(() -> read.of(file, Map.of(), Program.MAIN_JOB, Program.GATEWAY))
                .doesNotThrowAnyException();
        assertThat(read.problems(file, Map.of(), Program.KPI_DELIVERY)).hasSize(1);
    }

    @Test
    void the_effective_configuration_tells_origins_and_no_secret() throws Exception {
        Configuration configuration =
                read.of(
                        """
                        kafka:
                          properties:
                            security.protocol: SSL
                            ssl.key.password: hunter2
                        """,
                        Map.of(
                                "CLIENTELE_INFLUX_TOKEN", "hunter2",
                                "CLIENTELE_INFLUX_URL", "http://i:8086",
                                "CLIENTELE_INFLUX_ORG", "o",
                                "CLIENTELE_INFLUX_BUCKET", "b"),
                        Program.KPI_DELIVERY);
        assertThat(
                        configuration.lines().stream()
                                .map(
                                        line ->
                                                line.replace(folder + "/", "")
                                                        .replaceAll(" +#", " #")))
                .contains(
                        "kafka.brokers: localhost:9092 # default",
                        "kafka.properties.security.protocol: SSL # clientele.yaml:3",
                        "kafka.properties.ssl.key.password: \"***\" # clientele.yaml:4",
                        "influx.token: \"***\" # CLIENTELE_INFLUX_TOKEN",
                        "influx.url: http://i:8086 # CLIENTELE_INFLUX_URL")
                .noneMatch(line -> line.contains("hunter2"))
                .noneMatch(line -> line.startsWith("shop."));
        assertThat(configuration.toString()).doesNotContain("hunter2");
    }

    @Test
    void the_effective_configuration_is_a_file_that_gives_the_same() throws Exception {
        Configuration configuration =
                read.of("shop: {currency: EUR, rates: {USD: 0.86}}\nrfm: {windows: [7]}", Map.of());
        Configuration again = read.of(String.join("\n", configuration.lines()), Map.of());
        assertThat(again.toString()).isEqualTo(configuration.toString());
    }

    @Test
    void the_mask_is_not_taken_for_a_secret() {
        assertThat(
                        read.problems(
                                "influx: {token: '***', url: 'http://i', org: o, bucket: b}",
                                Map.of()))
                .hasSize(1);
    }

    @Test
    void variables_that_kubernetes_makes_of_services_are_passed_over() throws Exception {
        Configuration configuration =
                read.of(
                        "",
                        Map.of(
                                "CLIENTELE_GATEWAY_PORT", "tcp://10.0.0.1:8080",
                                "CLIENTELE_GATEWAY_SERVICE_HOST", "10.0.0.1",
                                "CLIENTELE_GATEWAY_SERVICE_PORT_HTTP", "8080",
                                "CLIENTELE_GATEWAY_PORT_8080_TCP_ADDR", "10.0.0.1"));
        assertThat(configuration.get(Keys.GATEWAY_PORT)).isEqualTo(8080);
    }

    @Test
    void an_empty_file_and_empty_sections_say_nothing() {
        for (String file :
                List.of("", "# nothing\n", "kafka:\nshop:\n  rates:\n", "---\n", "\uFEFF")) {
            assertThatCode(() -> read.of(file, Map.of())).doesNotThrowAnyException();
        }
    }

    @Test
    void properties_that_kafka_does_not_know_are_passed_to_plug_ins() throws Exception {
        Configuration configuration =
                read.of("kafka: {properties: {my.company.interceptor.colour: red}}", Map.of());
        assertThat(configuration.kafka()).containsEntry("my.company.interceptor.colour", "red");
    }
}
