package io.clientele.job.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.profile.ProfileJson;
import io.clientele.job.rfm.ProfileCodec;
import io.clientele.job.state.CodecSamples;
import io.clientele.rules.engine.RuleSet;
import io.clientele.rules.event.ValueType;
import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.language.RuleReader;
import io.clientele.rules.language.RuleSource;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules read of a profile is what its JSON says. */
class ProfileReadingTest {

    private static final SlidingWindows WINDOWS = SlidingWindows.DEFAULT;
    private static final Vocabulary WORDS = Vocabulary.standard();
    private static final Set<String> PATHS = paths();

    private final ProfileReading reading = new ProfileReading(WINDOWS);
    private final ProfileJson json = new ProfileJson(WINDOWS, "EUR");

    @Test
    void every_figure_that_a_rule_can_name_is_there() {
        assertThat(PATHS).hasSizeGreaterThan(60);
        assertThat(PATHS).allMatch(path -> WORDS.profileField(path).isPresent());
        assertThat(PATHS).containsAll(WORDS.scores());
        assertThat(everything().profilePaths()).containsExactlyInAnyOrderElementsOf(PATHS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void all_figures_are_those_of_the_profile_s_json(long seed) throws IOException {
        CodecSamples samples = new CodecSamples(seed);
        KeptPaths kept = new KeptPaths(everything());
        for (int i = 0; i < 200; i++) {
            Profile profile = samples.of(ProfileCodec.class);
            JsonNode written = new ObjectMapper().readTree(json.write(profile));

            Map<String, Object> values = reading.read(profile, kept).values();

            assertThat(values.keySet()).isEqualTo(PATHS);
            for (String path : PATHS) {
                JsonNode node = written.at("/" + path.replace('.', '/'));
                assertThat(values.get(path)).as(path).isEqualTo(expected(path, node));
            }
        }
    }

    @Test
    void what_no_rule_reads_is_not_kept() {
        KeptPaths kept = new KeptPaths(rules(Set.of("lifetime.orders", "rfm.group")));
        Profile profile = new CodecSamples(4).of(ProfileCodec.class);

        assertThat(reading.read(profile, kept).values())
                .containsOnlyKeys("lifetime.orders", "rfm.group");
        assertThat(reading.read(profile, new KeptPaths(RuleSet.empty())).isEmpty()).isTrue();
    }

    private static Object expected(String path, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return CustomerFigures.Absence.NO_VALUE;
        }
        ValueType type = WORDS.profileField(path).orElseThrow();
        return switch ((ValueType.Simple) type) {
            case NUMBER -> node.doubleValue();
            case TEXT -> node.textValue();
            case TRUTH -> node.booleanValue();
            case TIME -> Instant.parse(node.textValue());
            case TEXTS ->
                    StreamSupport.stream(node.spliterator(), false)
                            .map(reason -> reason.get("text").textValue())
                            .toList();
        };
    }

    private static Set<String> paths() {
        Set<String> paths = new TreeSet<>(ProfileFigure.all(WINDOWS).keySet());
        paths.removeIf(path -> path.startsWith(OwnHistory.PREFIX));
        return paths;
    }

    private static RuleSet everything() {
        return rules(PATHS);
    }

    /** A rule for each path, which is read by its message. */
    private static RuleSet rules(Set<String> paths) {
        List<RuleSource> sources =
                paths.stream()
                        .map(
                                path ->
                                        new RuleSource(
                                                path,
                                                """
                                                rule: %s
                                                version: 1
                                                description: reads a figure
                                                pattern:
                                                  - step: order
                                                    event: Order Completed
                                                emit: {kind: test, message: "{%s}"}
                                                """
                                                        .formatted(name(path), expression(path))))
                        .collect(Collectors.toList());
        RuleSet rules = RuleSet.of(new RuleReader(WORDS, 2), sources);
        assertThat(rules.rules()).as("%s", rules.verdicts()).hasSameSizeAs(paths);
        return rules;
    }

    /** Small letters, digits and dashes; distinct where paths differ in the case of a letter. */
    private static String name(String path) {
        return "r" + Integer.toHexString(path.hashCode());
    }

    private static String expression(String path) {
        String read = "profile." + path.replaceAll("\\.(\\d+)", "['$1']");
        return path.equals("churn.reasons") ? read + "[0]" : read;
    }
}
