package io.clientele.gateway.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentMovesTest {

    private static final Instant DAY_END = Instant.parse("2026-03-01T23:59:59.999Z");

    private final RecentMoves moves = new RecentMoves();

    @Test
    void only_the_newest_are_kept_in_whatever_order_they_came() {
        IntStream.of(3, 1, 2)
                .forEach(day -> IntStream.range(0, 30).forEach(i -> add(day, "c" + i, i)));
        assertThat(moves.newestFirst()).hasSize(RecentMoves.MOST);
        assertThat(moves.newestFirst().get(0)).isEqualTo(move(3, "c29", 29));
        assertThat(moves.newestFirst().get(29)).isEqualTo(move(3, "c0", 0));
        assertThat(moves.newestFirst().get(49)).isEqualTo(move(2, "c10", 10));
    }

    @Test
    void a_move_read_twice_is_one_move() {
        add(1, "a", 5);
        add(1, "a", 5);
        add(2, "a", 5);
        assertThat(moves.newestFirst()).containsExactly(move(2, "a", 5), move(1, "a", 5));
    }

    @Test
    void up_is_towards_champions() {
        assertThat(move(1, "a", 1).direction()).isEqualTo(SegmentMove.Direction.UP);
        assertThat(
                        new SegmentMove(
                                        "a",
                                        CustomerGroup.NEW,
                                        CustomerGroup.PROMISING,
                                        DAY_END,
                                        OptionalLong.empty())
                                .direction())
                .isEqualTo(SegmentMove.Direction.DOWN);
    }

    private void add(int day, String customer, long net) {
        moves.add(move(day, customer, net));
    }

    private static SegmentMove move(int day, String customer, long net) {
        return new SegmentMove(
                customer,
                CustomerGroup.PROMISING,
                CustomerGroup.LOYAL,
                DAY_END.plus(Duration.ofDays(day)),
                OptionalLong.of(net));
    }
}
