package io.clientele.analytics.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.clientele.analytics.event.Refusal.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The published schema and the parser give the same verdict, wherever a schema can give one. */
class SchemaAgreementTest {

    private static final Set<Reason> OUT_OF_REACH =
            EnumSet.of(
                    Reason.NOT_JSON,
                    Reason.TOO_LARGE,
                    Reason.TIMESTAMP_AHEAD,
                    Reason.UNKNOWN_ORDER);

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final JsonSchema schema = schema();
    private final EventParser parser =
            new EventParser(EventSamples.POUNDS, Duration.ofHours(1), Detail.FULL);

    @Test
    void sound_events_pass_both() throws IOException {
        EventSamples samples = new EventSamples(1);
        for (int i = 0; i < 2_000; i++) {
            String event = samples.sound();
            assertThat(parser.parse(event.getBytes(UTF_8)))
                    .as(event)
                    .isInstanceOf(Parsed.Accepted.class);
            assertThat(schema.validate(JSON.readTree(event))).as(event).isEmpty();
        }
    }

    @Test
    void what_one_refuses_the_other_refuses_too() throws IOException {
        EventSamples samples = new EventSamples(2);
        Map<Reason, Integer> refusals = new EnumMap<>(Reason.class);
        int accepted = 0;
        for (int i = 0; i < 30_000; i++) {
            String event = samples.odd();
            Parsed parsed = parser.parse(event.getBytes(UTF_8));
            if (parsed instanceof Parsed.Refused refused) {
                refusals.merge(refused.refusal().reason(), 1, Integer::sum);
                if (isBeyondSchema(refused.refusal())) {
                    continue;
                }
            } else {
                accepted++;
            }
            assertSameVerdict(event, parsed);
        }
        assertThat(accepted).isGreaterThan(5_000);
        assertThat(refusals.keySet())
                .containsAll(EnumSet.complementOf(EnumSet.copyOf(OUT_OF_REACH)));
        assertThat(refusals.values()).allMatch(count -> count >= 50);
    }

    @Test
    void timestamps_with_one_or_two_changed_characters_get_the_same_verdict() throws IOException {
        Random random = new Random(3);
        String alphabet = "0123456789-:.+TtZz /";
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder timestamp =
                    new StringBuilder(
                            "%04d-%02d-%02dT%02d:%02d:%02d.%d%s%02d:%02d"
                                    .formatted(
                                            random.nextInt(10_000),
                                            1 + random.nextInt(12),
                                            1 + random.nextInt(31),
                                            random.nextInt(24),
                                            random.nextInt(60),
                                            random.nextInt(60),
                                            random.nextInt(1_000_000),
                                            random.nextBoolean() ? "+" : "-",
                                            random.nextInt(19),
                                            random.nextInt(60)));
            for (int change = random.nextInt(3); change > 0; change--) {
                timestamp.setCharAt(
                        random.nextInt(timestamp.length()),
                        alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String event = "{\"messageId\":\"m\",\"timestamp\":\"%s\"}".formatted(timestamp);
            Parsed parsed = parser.parse(event.getBytes(UTF_8));
            accepted += parsed instanceof Parsed.Accepted ? 1 : 0;
            assertSameVerdict(event, parsed);
        }
        assertThat(accepted).isBetween(5_000, 15_000);
    }

    @Test
    void the_examples_of_the_schema_pass_both() throws IOException {
        JsonNode examples = JSON.readTree(Files.readString(schemaFile())).get("examples");
        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            assertThat(schema.validate(example)).as(example.toString()).isEmpty();
            assertThat(parser.parse(example.toString().getBytes(UTF_8)))
                    .as(example.toString())
                    .isInstanceOf(Parsed.Accepted.class);
        }
    }

    private void assertSameVerdict(String event, Parsed parsed) throws JsonProcessingException {
        assertThat(schema.validate(JSON.readTree(event)).isEmpty())
                .as("%s%n%s", event, parsed)
                .isEqualTo(parsed instanceof Parsed.Accepted);
    }

    /** What docs/events.md lists as beyond a schema. */
    private static boolean isBeyondSchema(Refusal refusal) {
        return switch (refusal.reason()) {
            case UNKNOWN_CURRENCY -> refusal.message().matches(".* is \"[A-Za-z]{3}\", .*");
            case INVALID_AMOUNT -> refusal.message().contains(" in all, ");
            default -> false;
        };
    }

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(
                            Files.readString(schemaFile()),
                            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path schemaFile() {
        return Path.of(System.getProperty("basedir", "."))
                .resolve("../docs/schemas/commerce-event.schema.json");
    }
}
