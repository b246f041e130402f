package io.clientele.rules.expression;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 90s}, {@code 4h}, {@code 1d12h}, {@code 2w}. */
public final class DurationText {

    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w)");

    /** What a duration may look like, for messages. */
    public static final String EXPECTED = "a duration such as 90s, 15m, 4h, 30d, 2w or 1h30m";

    private DurationText() {}

    /** The duration that a text names; empty if it names none. */
    public static Optional<Duration> parse(String text) {
        Matcher part = PART.matcher(text);
        long millis = 0;
        int at = 0;
        while (at < text.length() && part.find(at) && part.start() == at) {
            millis += Long.parseLong(part.group(1)) * unit(part.group(2));
            at = part.end();
        }
        return at == 0 || at < text.length()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(millis));
    }

    /** The duration in its largest units: {@code 1d12h}. */
    public static String format(Duration duration) {
        long rest = duration.toMillis();
        if (rest == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder(rest < 0 ? "-" : "");
        rest = Math.abs(rest);
        for (String unit : new String[] {"d", "h", "m", "s", "ms"}) {
            long size = unit(unit);
            if (rest >= size) {
                text.append(rest / size).append(unit);
                rest %= size;
            }
        }
        return text.toString();
    }

    private static long unit(String unit) {
        return switch (unit) {
            case "ms" -> 1L;
            case "s" -> 1_000L;
            case "m" -> 60_000L;
            case "h" -> 3_600_000L;
            case "d" -> 86_400_000L;
            default -> 604_800_000L;
        };
    }
}
