package io.clientele.analytics.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.event.Refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/events.md} says what the parser says. */
class EventsDocumentationTest {

    private static final String HEAD =
            "\"messageId\":\"m\",\"timestamp\":\"2011-12-09T14:00:00Z\",";
    private static final String ORDER = HEAD + "\"event\":\"Order Completed\",\"properties\":";

    private final String page;

    EventsDocumentationTest() throws IOException {
        page =
                Files.readString(
                        Path.of(System.getProperty("basedir", ".")).resolve("../docs/events.md"));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void every_reason_has_its_row(Reason reason) {
        assertThat(page).contains("| `" + reason.code() + "` |");
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void every_event_is_named(EventType type) {
        assertThat(page).contains("`" + type.eventName() + "`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{" + HEAD + "\"event\":7}",
                "{\"messageId\":\"m\",\"timestamp\":\"2011-02-29T00:00:00Z\"}",
                "{" + ORDER + "{\"products\":[{},null]}}",
                "{" + ORDER + "{\"currency\":\"USD\"}}",
                "{" + ORDER + "{\"products\":[{},{},{\"price\":\"-1\"}]}}",
                "{" + ORDER + "{\"products\":[{},{},{\"quantity\":0}]}}",
                "{" + ORDER + "{\"products\":[{\"price\":1},{}]}}",
            })
    void the_examples_of_refusals_are_what_the_parser_says(String record) {
        assertDocumented(parser().parse(record.getBytes(UTF_8)));
    }

    @Test
    void the_examples_of_size_and_time_are_what_the_parser_says() {
        assertDocumented(parser().parse(new byte[2 << 20]));
        assertDocumented(
                parser().parse(
                                ("{" + HEAD + "\"event\":\"x\"}").getBytes(UTF_8),
                                Instant.parse("2011-12-09T12:00:00Z").toEpochMilli()));
    }

    private void assertDocumented(Parsed parsed) {
        assertThat(parsed).isInstanceOf(Parsed.Refused.class);
        Refusal refusal = ((Parsed.Refused) parsed).refusal();
        assertThat(page)
                .containsPattern(
                        "\\| `%s` \\|.*\\Q`%s`\\E \\|"
                                .formatted(refusal.reason().code(), refusal.message()));
    }

    private static EventParser parser() {
        return new EventParser(EventSamples.POUNDS, Duration.ofHours(1));
    }
}
