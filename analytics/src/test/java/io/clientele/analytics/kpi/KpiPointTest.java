package io.clientele.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KpiPointTest {

    @Test
    void tags_and_fields_are_sorted_by_name() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("b", "1");
        tags.put("a", "2");
        Map<String, Number> fields = new LinkedHashMap<>();
        fields.put("z", 1L);
        fields.put("y", 2.0);

        KpiPoint point = new KpiPoint("m", Instant.EPOCH, 60, tags, fields);

        assertThat(point.tags().keySet()).containsExactly("a", "b");
        assertThat(point.fields().keySet()).containsExactly("y", "z");
    }

    @Test
    void a_point_does_not_change_with_the_maps_it_was_made_of() {
        Map<String, Number> fields = new HashMap<>(Map.of("orders", 1L));
        KpiPoint point = new KpiPoint("m", Instant.EPOCH, 60, Map.of(), fields);
        fields.put("orders", 2L);

        assertThat(point.fields()).isEqualTo(Map.of("orders", 1L));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> point.fields().put("orders", 3L));
    }

    @Test
    void the_time_is_kept_to_the_millisecond() {
        KpiPoint point =
                new KpiPoint(
                        "m",
                        Instant.parse("2011-12-09T23:59:59.999999Z"),
                        60,
                        Map.of(),
                        Map.of("orders", 1L));

        assertThat(point.time()).isEqualTo(Instant.parse("2011-12-09T23:59:59.999Z"));
    }

    @Test
    void what_line_protocol_cannot_say_is_refused() {
        refused("two\nlines", Map.of(), Map.of("f", 1L), "measurement: \"two\\nlines\"");
        refused("m", Map.of("group", ""), Map.of("f", 1L), "tag group: \"\"");
        refused("m", Map.of("group", "a\\"), Map.of("f", 1L), "tag group: \"a\\\"");
        refused("m", Map.of(), Map.of(), "fields: none");
        refused("m", Map.of(), Map.of("f", Double.NaN), "field f: NaN (Double)");
        refused("m", Map.of(), Map.of("f", 1), "field f: 1 (Integer), expected a Long");
    }

    private static void refused(
            String measurement,
            Map<String, String> tags,
            Map<String, Number> fields,
            String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KpiPoint(measurement, Instant.EPOCH, 60, tags, fields))
                .withMessageContaining(message);
    }
}
