package io.clientele.job.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.clientele.job.delivery.InfluxSettings.Backoff;
import io.clientele.job.delivery.InfluxSettings.Batch;
import java.time.Duration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class InfluxSettingsTest {

    @Test
    void the_defaults_are_those_documented() {
        InfluxSettings settings = InfluxSettings.of("http://127.0.0.1:8086", "shop", "kpis", "");

        assertThat(settings.batch()).isEqualTo(new Batch(1_000, 1_000_000, Duration.ofSeconds(1)));
        assertThat(settings.backoff().first()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.backoff().longest()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.backoff().retries()).isEqualTo(Long.MAX_VALUE);
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void the_token_is_not_shown() {
        assertThat(InfluxSettings.of("http://127.0.0.1:8086", "shop", "kpis", "s3cret").toString())
                .doesNotContain("s3cret")
                .contains("http://127.0.0.1:8086", "shop", "kpis", "***");
    }

    @Test
    void what_is_wrong_is_said_with_its_value_and_what_was_expected() {
        refused(() -> of("ftp://host", "o", "b", ""), "influx url: \"ftp://host\", expected http");
        refused(() -> of("not a url", "o", "b", ""), "influx url: \"not a url\"");
        refused(() -> of("http:///x", "o", "b", ""), "influx url: \"http:///x\"");
        refused(() -> of("http://h?token=x", "o", "b", ""), "without query");
        refused(() -> of("http://h", " ", "b", ""), "influx org: \" \", expected a name");
        refused(() -> of("http://h", "o", "", ""), "influx bucket: \"\", expected a name");
        refused(() -> new Batch(0, 1, Duration.ofSeconds(1)), "influx batch points: 0");
        refused(() -> new Batch(1, 0, Duration.ofSeconds(1)), "influx batch bytes: 0");
        refused(() -> new Batch(1, 1, Duration.ZERO), "influx batch age: PT0S");
        refused(
                () -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), 0, 0),
                "influx backoff longest: PT1S, expected at least the first, PT2S");
        refused(
                () -> new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), -1, 0),
                "influx backoff retries: -1");
    }

    @Test
    void a_wrong_secret_is_refused_without_being_shown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("http://h", "o", "b", "s3cret\n"))
                .withMessageContaining("influx token")
                .withMessageNotContaining("s3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("http://me:s3cret@h", "o", "b", ""))
                .withMessageContaining("influx url")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void a_sink_travels_inside_the_job_graph() {
        InfluxSink sink = new InfluxSink(of("http://h", "o", "b", "t"));

        assertThatCode(() -> InstantiationUtil.clone(sink)).doesNotThrowAnyException();
    }

    private static InfluxSettings of(String url, String org, String bucket, String token) {
        return InfluxSettings.of(url, org, bucket, token);
    }

    private static void refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable setting, String message) {
        assertThatIllegalArgumentException().isThrownBy(setting).withMessageContaining(message);
    }
}
