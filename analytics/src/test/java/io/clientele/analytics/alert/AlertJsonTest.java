package io.clientele.analytics.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.clientele.analytics.alert.Alert.MatchedEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AlertJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String EXAMPLE =
            "{\"schema\":1,\"id\":\"%s\",\"source\":\"rule\",\"rule\":\"card-testing\",\"version\":1,"
                    + "\"severity\":\"critical\",\"kind\":\"fraud\",\"subject\":{\"customer_id\":\"17850\"},"
                    + "\"time\":\"2011-12-09T12:50:00Z\","
                    + "\"message\":\"17850 made 5 orders of at most 5.00 within 10m\","
                    + "\"action\":\"Stop the orders\","
                    + "\"fields\":{\"total\":1234,\"share\":1.0,\"band\":\"high\",\"vip\":true},"
                    + "\"events\":[{\"step\":\"events\",\"name\":\"Order Completed\",\"id\":\"m-1\","
                    + "\"time\":\"2011-12-09T12:49:00.250Z\"}]}";

    @Test
    void an_alert_is_written_as_the_topic_documents_it() {
        Alert alert = AlertSamples.ofRule();

        assertThat(written(alert)).isEqualTo(EXAMPLE.formatted(alert.id()));
        assertThat(written(AlertSamples.ofKpi()))
                .contains(
                        "\"source\":\"kpi\"",
                        "\"subject\":{\"measurement\":\"events\","
                                + "\"tags\":{\"event\":\"Order Completed\"},\"field\":\"count\"}");
    }

    @Test
    void both_kinds_are_as_the_schema_says() throws IOException {
        JsonSchema schema = schema();
        for (Alert alert : List.of(AlertSamples.ofRule(), AlertSamples.ofKpi())) {
            assertThat(schema.validate(JSON.readTree(AlertJson.write(alert)))).isEmpty();
        }
        String right = written(AlertSamples.ofRule());
        for (String wrong :
                List.of(
                        right.replace("\"schema\":1", "\"schema\":2"),
                        right.replace("\"critical\"", "\"fatal\""),
                        right.replace("\"id\":\"", "\"id\":\"x"),
                        right.replace("\"vip\":true", "\"vip\":[]"),
                        right.replace("\"customer_id\"", "\"visitor_id\""),
                        right.replace("\"version\":1", "\"version\":0"),
                        right.replace("\"step\"", "\"stage\""))) {
            assertThat(schema.validate(JSON.readTree(wrong))).as(wrong).isNotEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> AlertJson.read(bytes(wrong)));
        }
    }

    @Property(tries = 300, seed = "42")
    void what_is_written_is_read_back(@ForAll("alerts") Alert alert) throws IOException {
        assertThat(AlertJson.read(AlertJson.write(alert))).isEqualTo(alert);

        AlertCodec codec = new AlertCodec();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(alert, new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(codec.read(codec.version(), in)).isEqualTo(alert);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void unknown_properties_are_passed_over() {
        Alert alert = AlertSamples.ofRule();
        String more = written(alert).replaceFirst("\\{", "{\"more\":{\"a\":[1]},");

        assertThat(AlertJson.read(bytes(more))).isEqualTo(alert);
    }

    @Test
    void a_refusal_names_the_property_the_value_and_what_was_expected() {
        refused("[]", "expected a JSON object");
        refused("{\"schema\":1", "not JSON");
        refused("{}", "schema: missing");
        refused("\"schema\":1", "\"schema\":2", "schema: 2, expected 1");
        refused("\"schema\":1", "\"schema\":1,\"schema\":1", "not JSON: Duplicate field");
        refused("\"kind\":\"fraud\"", "\"kind\":7", "kind: 7, expected a string");
        refused("\"kind\":\"fraud\"", "\"kind\":\"\"", "kind: \"\", expected a text");
        refused("\"rule\":\"card-testing\",", "", "rule: missing");
        refused("\"version\":1", "\"version\":0", "version: 0, expected at least 1");
        refused("\"version\":1", "\"version\":4294967297", "version: 4294967297, expected a whole");
        refused("\"rule\",", "\"guess\",", "source: \"guess\", expected rule or kpi");
        refused("\"critical\"", "\"fatal\"", "severity: \"fatal\", expected info, warning");
        refused("\"id\":\"", "\"id\":\"X", "expected 32 hexadecimal digits");
        refused("12:50:00Z", "12:50", "time: \"2011-12-09T12:50\", expected an instant");
        refused("\"vip\":true", "\"vip\":null", "fields.vip: null, expected a text, a number");
        refused("\"vip\":true", "\"vip\":1e999", "fields.vip: Infinity");
        refused(
                "{\"customer_id\":\"17850\"}",
                "\"17850\"",
                "subject: \"17850\", expected an object");
        refused("{\"customer_id\":\"17850\"}", "{}", "subject: [], expected either customer_id or");
        refused(
                "{\"customer_id\":\"17850\"}",
                "{\"measurement\":\"sales\"}",
                "subject.field: missing");
        refused("\"step\":\"events\",", "", "events[0].step: missing");
        refused("00.250Z", "", "events[0].time: \"2011-12-09T12:49:\"");
        refused("\"events\":[{", "\"events\":[3,{", "events[0]: 3, expected an object");
        refused(written(AlertSamples.ofRule()) + "{}", "after its end");
    }

    @Test
    void half_a_surrogate_pair_does_not_stop_an_alert() {
        Alert sample = AlertSamples.ofRule();
        Alert alert =
                new Alert(
                        sample.id(),
                        sample.source(),
                        sample.rule(),
                        sample.version(),
                        sample.severity(),
                        sample.kind(),
                        sample.subject(),
                        sample.time(),
                        "broken \ud83d here, \ud83d\ude00 whole",
                        sample.action(),
                        Map.of("text", "\ude00"),
                        sample.events());

        assertThat(alert.message()).isEqualTo("broken ? here, \ud83d\ude00 whole");
        assertThat(AlertJson.read(AlertJson.write(alert))).isEqualTo(alert);
    }

    @Test
    void an_id_is_made_of_what_the_parts_say_and_of_where_they_end() {
        assertThat(Alert.id(List.of("a", "bc")))
                .matches("[0-9a-f]{32}")
                .isEqualTo(Alert.id(List.of("a", "bc")))
                .isNotEqualTo(Alert.id(List.of("ab", "c")))
                .isNotEqualTo(Alert.id(List.of("a", "b", "c")));
    }

    @Test
    void a_value_that_no_field_can_hold_becomes_text() {
        assertThat(Alert.fieldValue(3)).isEqualTo(3L);
        assertThat(Alert.fieldValue(3.5)).isEqualTo(3.5);
        assertThat(Alert.fieldValue(Double.NaN)).isEqualTo("NaN");
        assertThat(Alert.fieldValue(List.of("a", "b"))).isEqualTo("[a, b]");
    }

    @Provide
    Arbitrary<Alert> alerts() {
        Arbitrary<String> texts =
                Arbitraries.strings().ofMinLength(1).ofMaxLength(12).withChars("aZ_ ,=\"äß€\t\\\0");
        Arbitrary<Object> values =
                Arbitraries.oneOf(
                        texts.map(Object.class::cast),
                        Arbitraries.longs().map(Object.class::cast),
                        Arbitraries.doubles().map(Object.class::cast),
                        Arbitraries.of(true, false).map(Object.class::cast));
        Arbitrary<Instant> times =
                Arbitraries.longs()
                        .between(-3_000_000_000_000L, 5_000_000_000_000L)
                        .map(Instant::ofEpochMilli);
        Arbitrary<AlertSubject> subjects =
                Arbitraries.oneOf(
                        texts.map(AlertSubject.Customer::new),
                        Combinators.combine(
                                        texts, Arbitraries.maps(texts, texts).ofMaxSize(3), texts)
                                .as(AlertSubject.Series::new));
        Arbitrary<MatchedEvent> events =
                Combinators.combine(texts, texts, texts, times).as(MatchedEvent::new);
        return Combinators.combine(
                        Arbitraries.of(AlertSource.values()),
                        Arbitraries.of(AlertSeverity.values()),
                        texts,
                        Arbitraries.integers().greaterOrEqual(1),
                        subjects,
                        times,
                        Arbitraries.maps(texts, values).ofMaxSize(5),
                        events.list().ofMaxSize(4))
                .as(
                        (source, severity, text, version, subject, time, fields, matched) ->
                                new Alert(
                                        Alert.id(List.of(text, time.toString())),
                                        source,
                                        text,
                                        version,
                                        severity,
                                        text,
                                        subject,
                                        time,
                                        text,
                                        text.substring(1),
                                        fields,
                                        matched));
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        Files.readString(
                                Path.of(System.getProperty("basedir", "."))
                                        .resolve("../docs/schemas/alert.schema.json")),
                        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    private static void refused(String part, String changed, String message) {
        String right = written(AlertSamples.ofRule());
        assertThat(right).contains(part);
        refused(right.replace(part, changed), message);
    }

    private static void refused(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertJson.read(bytes(json)))
                .withMessageContaining(message);
    }

    private static String written(Alert alert) {
        return new String(AlertJson.write(alert), UTF_8);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(UTF_8);
    }
}
