package io.clientele.bench.check;

import io.clientele.analytics.event.EventParser;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderRefunded;
import io.clientele.analytics.event.Parsed;
import io.clientele.analytics.event.ReportingCurrency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What profiles of a sample of customers must say, by adding everything up anew for each of them:
 * no ledger is in it, so that it can be held against those who keep one.
 */
public final class ExpectedFigures {

    private static final int SAMPLE = 5_000;
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long NEVER = Long.MIN_VALUE;

    private final int oneIn;
    private final EventParser parser =
            new EventParser(ReportingCurrency.only("USD"), Duration.ofHours(1));
    private final Map<String, List<Move>> moves = new HashMap<>();

    private record Move(long time, long orders, long amount) {}

    private ExpectedFigures(int oneIn) {
        this.oneIn = oneIn;
    }

    /** Of some thousand customers, or of all if there are fewer. */
    public static ExpectedFigures ofSample(int customers) {
        return new ExpectedFigures(Math.max(1, customers / SAMPLE));
    }

    /** Whether a customer is in the sample. */
    public boolean isOfSample(String customer) {
        return Math.floorMod(customer.hashCode(), oneIn) == 0;
    }

    /** Notes an event, in the order of their times. */
    public void add(String customer, byte[] record) {
        if (!isOfSample(customer) || !(parser.parse(record) instanceof Parsed.Accepted accepted)) {
            return;
        }
        long time = accepted.event().header().timestamp();
        if (accepted.event() instanceof OrderCompleted order) {
            movesOf(customer).add(new Move(time, 1, order.amount()));
        } else if (accepted.event() instanceof OrderRefunded refund) {
            movesOf(customer).add(new Move(time, 0, -refund.amount()));
        }
    }

    private List<Move> movesOf(String customer) {
        return moves.computeIfAbsent(customer, anew -> new ArrayList<>());
    }

    /** How many orders and refunds there are in the sample. */
    public int size() {
        return moves.values().stream().mapToInt(List::size).sum();
    }

    /**
     * What profiles as of a customer's order or refund may say, windows holding whole days: as many
     * as there are moves at that millisecond, none if nothing moved then.
     */
    public List<Figures> byDays(String customer, long time) {
        return figures(customer, time, (move, days) -> day(move.time()) > day(time) - days);
    }

    /** The same with windows that are exact to the millisecond, as a query has them. */
    public List<Figures> byMillis(String customer, long time) {
        return figures(customer, time, (move, days) -> move.time() >= time - days * DAY_MILLIS);
    }

    private interface InWindow {
        boolean holds(Move move, long days);
    }

    private List<Figures> figures(String customer, long time, InWindow window) {
        List<Move> all = moves.getOrDefault(customer, List.of());
        List<Figures> found = new ArrayList<>();
        for (int last = 0; last < all.size(); last++) {
            if (all.get(last).time() == time) {
                found.add(after(all.subList(0, last + 1), window));
            }
        }
        return found;
    }

    private static Figures after(List<Move> moves, InWindow window) {
        long orders = 0;
        long gross = 0;
        long refunds = 0;
        long lastOrderAt = NEVER;
        long[] sums = new long[4];
        for (Move move : moves) {
            orders += move.orders();
            gross += Math.max(0, move.amount());
            refunds += Math.max(0, -move.amount());
            lastOrderAt = move.orders() > 0 ? move.time() : lastOrderAt;
            if (window.holds(move, 30)) {
                sums[0] += move.orders();
                sums[1] += move.amount();
            }
            if (window.holds(move, 365)) {
                sums[2] += move.orders();
                sums[3] += move.amount();
            }
        }
        return new Figures(orders, gross, refunds, lastOrderAt, sums[0], sums[1], sums[2], sums[3]);
    }

    private static long day(long time) {
        return Math.floorDiv(time, DAY_MILLIS);
    }
}
