package io.clientele.job.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The {@code Retry-After} header of RFC 9110, section 10.2.3: whole seconds or an HTTP date. */
public final class RetryAfter {

    // A clock that is wrong on either side, or a typing error, must not stop deliveries for years.
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /**
     * How long the store asks us to wait: 0 s to one hour; empty if the header says nothing that
     * the RFC allows.
     */
    public static Optional<Duration> parse(String header, Instant now) {
        String text = header.strip();
        try {
            Duration asked =
                    text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty()
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : Duration.between(
                                    now,
                                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant());
            if (asked.isNegative()) {
                return Optional.of(Duration.ZERO);
            }
            return Optional.of(asked.compareTo(LONGEST) < 0 ? asked : LONGEST);
        } catch (NumberFormatException more) {
            return Optional.of(LONGEST);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
