package io.clientele.rules.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.rules.language.RuleReader;
import io.clientele.rules.language.UnreadableYamlException;
import io.clientele.rules.language.YamlReader;
import io.clientele.rules.language.YamlValue;
import io.clientele.rules.language.YamlValue.Mapping;
import io.clientele.rules.language.YamlValue.Scalar;
import io.clientele.rules.language.YamlValue.Sequence;
import io.clientele.rules.trial.RuleTests;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page and the schema say is so. */
class RulesPageTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(Files.readString(DOCS.resolve("rules.md")));
        while (example.find()) {
            examples.add(example.group(1));
        }
        return examples;
    }

    static Stream<String> shippedAndExamples() throws IOException {
        return Stream.concat(
                ShippedRules.files().stream().map(ShippedRules::text), examples().stream());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_of_the_page_is_sound_and_its_tests_pass(String text) {
        RuleReader.Outcome outcome = ShippedRules.READER.read("example", text);
        assertThat(outcome).isInstanceOf(RuleReader.Sound.class);
        var rule = ((RuleReader.Sound) outcome).rule();
        assertThat(rule.tests()).isNotEmpty();
        assertThat(RuleTests.run(rule)).allSatisfy(o -> assertThat(o.differences()).isEmpty());
    }

    @Test
    void the_refusals_on_the_page_are_what_is_said() throws IOException {
        String broken =
                examples()
                        .get(0)
                        .replace("where: event.amount", "where: event.amuont")
                        .replace("kind: thanks", "knid: thanks");
        RuleReader.Unsound unsound =
                (RuleReader.Unsound) ShippedRules.READER.read("large-order.yaml", broken);
        String page = Files.readString(DOCS.resolve("rules.md"));
        assertThat(unsound.findings().subList(0, 2))
                .allSatisfy(finding -> assertThat(page).contains("    " + finding + "\n"));
    }

    @ParameterizedTest
    @MethodSource("shippedAndExamples")
    void the_schema_takes_every_sound_rule(String text) throws Exception {
        assertThat(schema().validate(json(YamlReader.read(text)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_schema_refuses_what_the_checker_refuses_of_names_and_kinds(String text)
            throws Exception {
        for (List<String> change :
                List.of(
                        List.of("version: 1", "versoin: 1"),
                        List.of("version: 1", "version: one"),
                        List.of("description: ", "text: "),
                        List.of("kind: ", "sort: "),
                        List.of("expect:", "expected:"),
                        List.of("event: Product Added\n", "event: Product Aded\n"),
                        List.of("within: ", "within: -"))) {
            String broken = text.replaceFirst(Pattern.quote(change.get(0)), change.get(1));
            if (!broken.equals(text)) {
                assertThat(schema().validate(json(YamlReader.read(broken))))
                        .as(change.toString())
                        .isNotEmpty();
                assertThat(ShippedRules.READER.read("x", broken))
                        .isInstanceOf(RuleReader.Unsound.class);
            }
        }
    }

    @Test
    void the_schema_knows_the_events_and_groups_that_there_are() throws IOException {
        JsonNode definitions =
                JSON.readTree(DOCS.resolve("schemas/rule.schema.json").toFile()).get("$defs");
        assertThat(texts(definitions.at("/event/enum")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(EventType.values())
                                .filter(type -> type != EventType.OTHER)
                                .map(EventType::eventName)
                                .toList());
        assertThat(texts(definitions.at("/group/enum")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(RfmGroup.values()).map(Enum::name).toList());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(DOCS.resolve("schemas/rule.schema.json").toFile()));
    }

    private static JsonNode json(YamlValue value) throws UnreadableYamlException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value instanceof Sequence sequence) {
            ArrayNode array = nodes.arrayNode();
            for (YamlValue item : sequence.items()) {
                array.add(json(item));
            }
            return array;
        }
        if (value instanceof Mapping mapping) {
            ObjectNode object = nodes.objectNode();
            for (var field : mapping.fields().entrySet()) {
                object.set(field.getKey(), json(field.getValue().value()));
            }
            return object;
        }
        Scalar scalar = (Scalar) value;
        return switch (scalar.kind()) {
            case TEXT -> nodes.textNode(scalar.text());
            case WHOLE_NUMBER -> nodes.numberNode(Long.parseLong(scalar.text()));
            case NUMBER -> nodes.numberNode(new BigDecimal(scalar.text()));
            case TRUTH -> nodes.booleanNode(Boolean.parseBoolean(scalar.text()));
            case NOTHING -> nodes.nullNode();
        };
    }
}
