package io.clientele.rules.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.rules.language.Rule;
import io.clientele.rules.language.RuleReader;
import io.clientele.rules.language.RuleSource;
import io.clientele.rules.language.UnreadableYamlException;
import io.clientele.rules.language.YamlReader;
import io.clientele.rules.language.YamlValue;
import io.clientele.rules.trial.RuleTests;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedRulesTest {

    static List<Path> files() {
        return ShippedRules.files();
    }

    @Test
    void there_are_eighteen() {
        assertThat(files()).hasSize(18);
    }

    @Test
    void the_library_has_the_text_of_each() {
        assertThat(RuleLibrary.sources())
                .extracting(RuleSource::text)
                .containsExactlyElementsOf(files().stream().map(ShippedRules::text).toList());
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_rule_is_named_as_its_file_and_its_tests_pass(Path file) {
        Rule rule = sound(file);
        assertThat(file.getFileName()).hasToString(rule.name() + ".yaml");
        assertThat(rule.description().length()).isGreaterThan(100);
        assertThat(rule.tests()).hasSizeGreaterThan(1);
        assertThat(RuleTests.run(rule)).allSatisfy(o -> assertThat(o.differences()).isEmpty());
    }

    /** Doubling, halving or moving a parameter, and dropping, doubling or moving a step. */
    @TestFactory
    Stream<DynamicTest> any_change_of_a_rule_fails_one_of_its_tests() {
        return files().stream()
                .flatMap(
                        file ->
                                Mutations.of(tree(file)).stream()
                                        .map(
                                                mutation ->
                                                        DynamicTest.dynamicTest(
                                                                file.getFileName()
                                                                        + ": "
                                                                        + mutation.what(),
                                                                () -> assertNoticed(mutation))));
    }

    private static void assertNoticed(Mutations.Mutation mutation) {
        RuleReader.Outcome outcome = ShippedRules.READER.read("mutation", mutation.rule());
        if (outcome instanceof RuleReader.Sound sound) {
            assertThat(RuleTests.run(sound.rule())).anyMatch(o -> !o.passed());
        }
    }

    private static Rule sound(Path file) {
        RuleReader.Outcome outcome =
                ShippedRules.READER.read(file.toString(), ShippedRules.text(file));
        assertThat(outcome).isInstanceOf(RuleReader.Sound.class);
        return ((RuleReader.Sound) outcome).rule();
    }

    private static YamlValue tree(Path file) {
        try {
            return YamlReader.read(ShippedRules.text(file));
        } catch (UnreadableYamlException unreadable) {
            throw new AssertionError(file.toString(), unreadable);
        }
    }
}
