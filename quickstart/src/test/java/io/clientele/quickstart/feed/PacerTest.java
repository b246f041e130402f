package io.clientele.quickstart.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static FeedEvent at(long seconds) {
        return new FeedEvent("c", new byte[0], OptionalLong.of(1_000 * seconds), 0);
    }

    private static FeedEvent timeless() {
        return new FeedEvent("c", new byte[0], OptionalLong.empty(), 0);
    }

    @Test
    void events_without_a_pace_are_always_due() {
        Pacer pacer = new Pacer(new Pace.Unlimited(), 7);
        assertThat(pacer.wait(at(0), 7)).isZero();
        assertThat(pacer.wait(at(1_000_000), 7)).isZero();
    }

    @Test
    void a_rate_spaces_events_evenly_whatever_their_times() {
        Pacer pacer = new Pacer(new Pace.Rate(4), 0);
        assertThat(pacer.wait(at(99), 0)).isZero();
        assertThat(pacer.wait(at(5), 0)).isEqualTo(SECOND / 4);
        assertThat(pacer.wait(timeless(), SECOND / 4)).isEqualTo(SECOND / 4);
    }

    @Test
    void a_speed_follows_the_events_times_and_never_waits_for_late_or_timeless_ones() {
        Pacer pacer = new Pacer(new Pace.Speed(10), 0);
        assertThat(pacer.wait(timeless(), 0)).isZero();
        assertThat(pacer.wait(at(1_000), 0)).isZero();
        assertThat(pacer.wait(at(1_020), 0)).isEqualTo(2 * SECOND);
        assertThat(pacer.wait(at(1_010), 2 * SECOND)).isZero();
        assertThat(pacer.wait(timeless(), 2 * SECOND)).isZero();
        assertThat(pacer.wait(at(1_030), 2 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void what_a_long_stall_held_up_is_made_up_for_by_a_second_only() {
        Pacer pacer = new Pacer(new Pace.Rate(1), 0);
        assertThat(pacer.wait(at(0), 0)).isZero();
        long later = 100 * SECOND;
        assertThat(pacer.wait(at(0), later)).isZero();
        assertThat(pacer.wait(at(0), later)).isZero();
        assertThat(pacer.wait(at(0), later)).isEqualTo(SECOND);
    }

    @Test
    void a_pace_is_greater_than_nothing() {
        assertThatThrownBy(() -> new Pace.Rate(0))
                .hasMessage("rate: 0.0, expected a number greater than 0");
        assertThatThrownBy(() -> new Pace.Speed(Double.NaN))
                .hasMessage("speed: NaN, expected a number greater than 0");
    }
}
