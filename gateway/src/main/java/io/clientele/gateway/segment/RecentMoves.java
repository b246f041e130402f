package io.clientele.gateway.segment;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * The last {@value #MOST} moves, newest first; of one day those of the greatest net amount, since a
 * day's moves all carry its stamp. A move read twice is one move. Safe for use by several threads.
 */
@Component
public class RecentMoves {

    /** How many moves are kept. */
    public static final int MOST = 50;

    private static final Comparator<SegmentMove> NEWEST_FIRST =
            Comparator.comparing(SegmentMove::at)
                    .thenComparingLong(move -> move.net().orElse(Long.MIN_VALUE))
                    .reversed()
                    .thenComparing(SegmentMove::customerId);

    private final TreeSet<SegmentMove> moves = new TreeSet<>(NEWEST_FIRST);
    private long version;

    /** Takes a move. */
    public synchronized void add(SegmentMove move) {
        moves.removeIf(
                known ->
                        known.at().equals(move.at())
                                && known.customerId().equals(move.customerId()));
        moves.add(move);
        if (moves.size() > MOST) {
            moves.pollLast();
        }
        version++;
    }

    /** Forgets a customer who was removed. */
    public synchronized void forget(String customerId) {
        if (moves.removeIf(move -> move.customerId().equals(customerId))) {
            version++;
        }
    }

    /** The moves, newest first. */
    public synchronized List<SegmentMove> newestFirst() {
        return List.copyOf(moves);
    }

    /** Grows with every change. */
    public synchronized long version() {
        return version;
    }
}
