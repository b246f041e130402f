package io.clientele.rules.language;

import io.clientele.rules.event.RuleEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A test that a rule carries.
 *
 * @param profile the customer at the start, nested maps
 * @param happenings what happens, in the order of time
 * @param until how long time goes on; empty for as long as anything is still to be decided
 * @param expected the matches, in their order
 */
public record RuleTest(
        String name,
        Position position,
        Map<String, Object> profile,
        List<Happening> happenings,
        Optional<Duration> until,
        List<ExpectedMatch> expected) {

    /** The beginning of a test's time, in milliseconds since 1970: 2026-01-05, a Monday. */
    public static final long START = 1_767_571_200_000L;

    /** Keeps the lists as they are. */
    public RuleTest {
        happenings = List.copyOf(happenings);
        expected = List.copyOf(expected);
    }

    /** Something that happens in a test. */
    public sealed interface Happening {

        /** When, after the start. */
        Duration at();
    }

    /** An event of the customer. */
    public record Comes(Duration at, RuleEvent event) implements Happening {}

    /** The customer's profile is another from now on; fields that are not given stay. */
    public record ProfileBecomes(Duration at, Map<String, Object> profile) implements Happening {}

    /**
     * A match that must come. What is empty is not compared.
     *
     * @param at when
     * @param message the whole message
     * @param fields some of the fields, as they are shown
     * @param steps how many events some of the steps have
     */
    public record ExpectedMatch(
            Optional<Duration> at,
            Optional<String> message,
            Map<String, String> fields,
            Map<String, Integer> steps) {}
}
