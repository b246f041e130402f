package io.clientele.job.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("1994-11-06T08:49:07Z");

    @Test
    void seconds_are_understood() {
        assertThat(RetryAfter.parse("121", NOW)).contains(Duration.ofSeconds(121));
        assertThat(RetryAfter.parse(" 0 ", NOW)).contains(Duration.ZERO);
    }

    @Test
    void a_date_is_understood() {
        assertThat(RetryAfter.parse("Sun, 06 Nov 1994 08:49:37 GMT", NOW))
                .contains(Duration.ofSeconds(30));
    }

    @Test
    void a_date_that_has_passed_means_now() {
        assertThat(RetryAfter.parse("Sun, 06 Nov 1994 08:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @Test
    void nobody_waits_longer_than_an_hour() {
        assertThat(RetryAfter.parse("86400", NOW)).contains(Duration.ofHours(1));
        assertThat(RetryAfter.parse("99999999999999999999", NOW)).contains(Duration.ofHours(1));
        assertThat(RetryAfter.parse("Sun, 06 Nov 2044 08:49:37 GMT", NOW))
                .contains(Duration.ofHours(1));
    }

    @Test
    void anything_else_says_nothing() {
        assertThat(RetryAfter.parse("", NOW)).isEmpty();
        assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
        assertThat(RetryAfter.parse("-1", NOW)).isEmpty();
    }
}
