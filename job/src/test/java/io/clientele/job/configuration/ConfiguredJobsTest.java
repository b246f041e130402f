package io.clientele.job.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clientele.analytics.churn.FtrlSettings;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.analytics.value.FamilyChoice;
import io.clientele.configuration.Configuration;
import io.clientele.configuration.Configuration.Sources;
import io.clientele.configuration.ConfigurationException;
import io.clientele.configuration.Keys;
import io.clientele.job.CustomerIntelligenceCommand;
import io.clientele.job.LiveJob;
import io.clientele.job.Settings;
import io.clientele.job.anomaly.AnomalySettings;
import io.clientele.job.delivery.InfluxSettings;
import io.clientele.job.delivery.KpiDelivery;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredJobsTest {

    private static final Map<String, String> STORE =
            Map.of(
                    "influx.url", "http://127.0.0.1:8086",
                    "influx.org", "shop",
                    "influx.bucket", "kpis");

    private static Configuration configuration(Map<String, String> keys)
            throws ConfigurationException {
        return Configuration.read(new Sources(Optional.empty(), Map.of(), keys), Set.of());
    }

    @Test
    void the_defaults_are_those_of_the_jobs() throws Exception {
        assertThat(Settings.of(Configuration.defaults()))
                .isEqualTo(Settings.live(ReportingCurrency.only("USD")));
        InfluxSettings told = InfluxSettings.of(configuration(STORE));
        InfluxSettings usual = InfluxSettings.of("http://127.0.0.1:8086", "shop", "kpis", "");
        assertThat(told.withBackoff(usual.backoff())).isEqualTo(usual);
        assertThat(told.backoff().longest()).isEqualTo(usual.backoff().longest());
        assertThat(told.backoff().retries()).isEqualTo(Long.MAX_VALUE);
        LiveJob job = LiveJob.of(Configuration.defaults());
        assertThat(job.settings().disorder()).isEqualTo(Duration.ofSeconds(10));
        assertThat(job.maxAhead()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void every_setting_can_be_told() throws Exception {
        Configuration configuration =
                configuration(
                        Map.ofEntries(
                                Map.entry("shop.currency", "EUR"),
                                Map.entry("shop.rates.USD", "0.86"),
                                Map.entry("shop.zone", "Europe/Berlin"),
                                Map.entry("rfm.windows", "7,28"),
                                Map.entry("retention.customers", "400d"),
                                Map.entry("retention.duplicates", "2d"),
                                Map.entry("retention.orders", "30d"),
                                Map.entry("events.disorder", "20s"),
                                Map.entry("kpi.window", "5m"),
                                Map.entry("kpi.lateness", "2h"),
                                Map.entry("models.enabled", "false"),
                                Map.entry("models.panel", "500"),
                                Map.entry("models.value.family", "mbg-nbd"),
                                Map.entry("models.value.refit", "30d"),
                                Map.entry("models.value.horizon", "730d"),
                                Map.entry("models.value.discount", "0.15"),
                                Map.entry("models.value.vips", "0.1"),
                                Map.entry("models.clusters.count", "3,5"),
                                Map.entry("models.clusters.features", "log_recency"),
                                Map.entry("models.clusters.decay", "0.9"),
                                Map.entry("models.churn.horizon", "60d"),
                                Map.entry("models.churn.interval", "14d"),
                                Map.entry("models.churn.learning-rate", "0.2"),
                                Map.entry("models.churn.beta", "0.5"),
                                Map.entry("models.churn.l1", "2"),
                                Map.entry("models.churn.l2", "30")));
        assertThat(Settings.of(configuration))
                .isEqualTo(
                        new Settings(
                                new ReportingCurrency("EUR", Map.of("USD", new BigDecimal("0.86"))),
                                ZoneId.of("Europe/Berlin"),
                                new SlidingWindows(List.of(7, 28)),
                                400,
                                2,
                                30,
                                Duration.ofSeconds(20),
                                Duration.ofMinutes(5),
                                Duration.ofHours(2),
                                new ModelSettings(
                                        false,
                                        500,
                                        new ModelSettings.Value(
                                                FamilyChoice.MBG_NBD, 30, 730, 0.15, 0.1),
                                        new ModelSettings.Clusters(
                                                3, 5, List.of("log_recency"), 0.9),
                                        new ModelSettings.Churn(
                                                60, 14, new FtrlSettings(0.2, 0.5, 2, 30))),
                                AnomalySettings.DEFAULT,
                                Long.MAX_VALUE));
    }

    @Provide
    Arbitrary<Map<String, String>> edges() {
        Arbitrary<String> lengths =
                Arbitraries.of(
                        "0s", "1ms", "100ms", "1s", "59s", "1m", "24h", "1d", "2d", "7d", "30d",
                        "365d", "3650d", "3651d", "36500d", "36501d");
        Arbitrary<String> numbers = Arbitraries.of("0", "1", "3660", "1000000", "100000000");
        Arbitrary<String> windows = Arbitraries.of("1", "3660", "3661", "1,2", "2,1", "30,90,365");
        Set<String> others =
                Set.of(
                        "kpi.window",
                        "kpi.lateness",
                        "influx.timeout",
                        "influx.batch.age",
                        "influx.backoff.first",
                        "influx.backoff.longest",
                        "retention.customers",
                        "retention.duplicates",
                        "retention.orders");
        return Arbitraries.maps(Arbitraries.of(others.stream().sorted().toList()), lengths)
                .ofMaxSize(4)
                .flatMap(
                        some ->
                                numbers.flatMap(
                                        number ->
                                                windows.map(
                                                        window -> {
                                                            Map<String, String> keys =
                                                                    new HashMap<>(STORE);
                                                            keys.putAll(some);
                                                            keys.put("rfm.windows", window);
                                                            keys.put("influx.batch.points", number);
                                                            keys.put("influx.batch.bytes", number);
                                                            return keys;
                                                        })));
    }

    @Property(tries = 500)
    void what_passes_the_check_is_accepted_by_the_jobs(@ForAll("edges") Map<String, String> keys) {
        Configuration configuration;
        try {
            configuration = configuration(keys);
        } catch (ConfigurationException refused) {
            return;
        }
        assertThat(Settings.of(configuration).windows().days())
                .isEqualTo(configuration.get(Keys.RFM_WINDOWS));
        assertThat(InfluxSettings.of(configuration).org()).isEqualTo("shop");
    }

    @Test
    void a_job_refuses_with_all_lines_and_without_a_stack_trace(@TempDir Path folder)
            throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("clientele.yaml"),
                        "kafka: {brokers: here}\nshop: {zone: Mars}\n");
        var refusal =
                catchThrowableOfType(
                        ProgramParametrizationException.class,
                        () ->
                                CustomerIntelligenceCommand.main(
                                        new String[] {"--config", file.toString()}));
        assertThat(refusal.getMessage().replace(folder + "/", "").lines())
                .containsExactly(
                        "kafka.brokers: \"here\" (clientele.yaml:1), expected host:port with a port"
                                + " from 1 to 65535, several with commas",
                        "shop.zone: \"Mars\" (clientele.yaml:2), expected a time zone such as"
                                + " Europe/London");
        assertThat(refusal.getStackTrace()).isEmpty();
        assertThat(refusal.getCause()).isNull();
        assertThatThrownBy(() -> KpiDelivery.main(new String[] {}))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessageContaining("influx.url: missing")
                .hasMessageContaining("influx.bucket: missing");
    }

    @Test
    void an_option_that_is_not_there_is_refused_with_where_settings_are() {
        assertThatThrownBy(
                        () ->
                                CustomerIntelligenceCommand.main(
                                        new String[] {"--brokers", "kafka:9092"}))
                .isInstanceOf(ProgramParametrizationException.class)
                .hasMessageContaining("'--brokers'")
                .hasMessageContaining("expected --config FILE");
    }

    @Test
    void a_job_that_holds_a_password_does_not_tell_it() throws Exception {
        LiveJob job =
                LiveJob.of(
                        configuration(
                                Map.of(
                                        "kafka.properties.security.protocol", "SSL",
                                        "kafka.properties.ssl.key.password", "hunter2")));
        assertThat(job.connection()).containsEntry("ssl.key.password", "hunter2");
        assertThat(job.toString()).doesNotContain("hunter2");
    }
}
