package io.clientele.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.bench.contender.RuleTexts;
import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.language.RuleReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTextsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void the_measured_rules_are_sound_and_as_many_as_asked_for(int count) {
        RuleReader reader = new RuleReader(Vocabulary.standard(), 2);

        assertThat(RuleTexts.of(count)).hasSize(count);
        RuleTexts.of(count)
                .forEach(
                        (name, text) ->
                                assertThat(reader.read(name, text))
                                        .isInstanceOf(RuleReader.Sound.class));
    }
}
