package io.clientele.analytics.kpi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KpiJsonTest {

    @Test
    void a_point_is_written_as_the_topic_documents_it() {
        KpiPoint point =
                new KpiPoint(
                        "sales",
                        Instant.parse("2011-12-09T23:59:59.999Z"),
                        86_400,
                        Map.of(),
                        Map.of("gross_revenue", 4_823_311L, "orders", 57L, "refund_rate", 0.021));

        assertThat(new String(KpiJson.write(point), UTF_8))
                .isEqualTo(
                        "{\"schema\":1,\"measurement\":\"sales\",\"time\":\"2011-12-09T23:59:59.999Z\","
                                + "\"window_seconds\":86400,\"tags\":{},"
                                + "\"fields\":{\"gross_revenue\":4823311,\"orders\":57,"
                                + "\"refund_rate\":0.021}}");
    }

    @Test
    void a_ratio_that_happens_to_be_whole_stays_a_ratio() {
        KpiPoint point =
                new KpiPoint(
                        "sales",
                        Instant.EPOCH,
                        60,
                        Map.of(),
                        Map.of("none", 0.0, "all", 1.0, "much", 1e20, "orders", 1L));

        assertThat(KpiJson.read(KpiJson.write(point))).isEqualTo(point);
    }

    @Property(tries = 300, seed = "42")
    void what_is_written_is_read_back(@ForAll("points") KpiPoint point) {
        assertThat(KpiJson.read(KpiJson.write(point))).isEqualTo(point);
    }

    @Provide
    Arbitrary<KpiPoint> points() {
        Arbitrary<String> names =
                Arbitraries.strings()
                        .ofMinLength(1)
                        .ofMaxLength(12)
                        .withChars("abcXYZ_ ,=\"äß€")
                        .withChars('\t', '\\')
                        .filter(text -> !text.endsWith("\\"));
        Arbitrary<Number> figures =
                Arbitraries.oneOf(
                        Arbitraries.longs().map(Number.class::cast),
                        Arbitraries.doubles().map(Number.class::cast));
        return Combinators.combine(
                        names,
                        Arbitraries.longs().between(-3_000_000_000_000L, 5_000_000_000_000L),
                        Arbitraries.longs().between(1, 1_000_000),
                        Arbitraries.maps(names, names).ofMaxSize(3),
                        Arbitraries.maps(names, figures).ofMinSize(1).ofMaxSize(6))
                .as(
                        (measurement, millis, seconds, tags, fields) ->
                                new KpiPoint(
                                        measurement,
                                        Instant.ofEpochMilli(millis),
                                        seconds,
                                        tags,
                                        fields));
    }

    @Test
    void unknown_properties_are_passed_over() {
        KpiPoint point =
                KpiJson.read(
                        bytes(
                                "{'schema':1,'more':{'a':[1]},'measurement':'sales',"
                                        + "'time':'2011-12-09T23:59:59.999Z','window_seconds':60,"
                                        + "'tags':{},'fields':{'orders':1}}"));

        assertThat(point.fields()).isEqualTo(Map.of("orders", 1L));
    }

    @Test
    void a_refusal_names_the_property_the_value_and_what_was_expected() {
        refused("[]", "expected a JSON object");
        refused("{\"schema\":1", "not JSON");
        refused("{}", "schema: missing");
        refused(record("'schema':2"), "schema: 2, expected 1");
        refused(record("'measurement':7"), "measurement: 7, expected a string");
        refused(record("'measurement':''"), "measurement: \"\"");
        refused(record("'time':'yesterday'"), "time: \"yesterday\", expected an instant");
        refused(record("'time':'+900000000-01-01T00:00:00Z'"), "expected an instant that fits");
        refused(record("'window_seconds':0"), "window_seconds: 0, expected more than 0");
        refused(record("'tags':[]"), "tags: [, expected an object");
        refused(record("'tags':{'group':null}"), "tags.group: null, expected a string");
        refused(record("'fields':{}"), "fields: none, expected at least one");
        refused(record("'fields':{'orders':'1'}"), "fields.orders: 1, expected a number");
        refused(record("'fields':{'share':1e999}"), "field share: Infinity");
        refused(record("'fields':{'orders':92233720368547758080}"), "not JSON");
        refused(record("'schema':1") + "{}", "after its end");
    }

    private static void refused(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KpiJson.read(bytes(json)))
                .withMessageContaining(message);
    }

    private static String record(String changed) {
        String name = changed.substring(0, changed.indexOf(':'));
        StringBuilder json = new StringBuilder("{").append(changed);
        for (String property :
                new String[] {
                    "'schema':1",
                    "'measurement':'sales'",
                    "'time':'2011-12-09T23:59:59.999Z'",
                    "'window_seconds':60",
                    "'tags':{}",
                    "'fields':{'orders':1}"
                }) {
            if (!property.startsWith(name + ":")) {
                json.append(',').append(property);
            }
        }
        return json.append('}').toString();
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }
}
