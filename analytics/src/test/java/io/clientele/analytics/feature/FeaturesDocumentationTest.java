package io.clientele.analytics.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/features.md} and the profile's schema list the catalogue. */
class FeaturesDocumentationTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z_]+)` \\| ([a-z ]+) \\| (log|linear) \\| (.+) \\| (.*) \\|$");

    @Test
    void the_page_has_a_row_for_each_feature_in_order() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(docs().resolve("features.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(row.group(1) + ", " + row.group(2) + ", " + row.group(3));
            }
        }
        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(Feature.values())
                                .map(
                                        one ->
                                                "%s, %s, %s"
                                                        .formatted(
                                                                one.label(),
                                                                one.unit(),
                                                                one.scale()
                                                                        .name()
                                                                        .toLowerCase(Locale.ROOT)))
                                .toList());
        assertThat(rows).hasSizeGreaterThanOrEqualTo(23);
    }

    @Test
    void the_schema_names_each_feature() throws IOException {
        JsonNode features =
                new ObjectMapper()
                        .readTree(docs().resolve("schemas/profile.schema.json").toFile())
                        .at("/properties/features/properties");
        List<String> named = new ArrayList<>();
        features.fieldNames().forEachRemaining(named::add);
        List<String> expected = new ArrayList<>(Features.names());
        expected.addAll(List.of("country", "channel"));
        assertThat(named).containsExactlyElementsOf(expected);
    }

    private static Path docs() {
        return Path.of(System.getProperty("basedir", ".")).resolve("../docs");
    }
}
