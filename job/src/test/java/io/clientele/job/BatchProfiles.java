package io.clientele.job;

import static io.clientele.job.SampleEvents.DAY;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.OrderCancelled;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderRefunded;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.rfm.RfmScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Profiles as a batch job would compute them: all events at once, in order, without a repetition,
 * by plain loops over days of UTC. Nothing is shared with the job but the records that it tells.
 */
final class BatchProfiles {

    /** What a profile says, apart from when its ledger last changed. */
    record Figures(Lifetime lifetime, List<WindowTotals> windows, Optional<RfmScore> score) {
        static Figures of(Profile profile) {
            return new Figures(
                    profile.standing().lifetime(), profile.standing().windows(), profile.score());
        }
    }

    private record Entry(long time, long amount, boolean order) {
        long day() {
            return Math.floorDiv(time, DAY);
        }
    }

    private static final class Customer {
        List<Entry> entries = new ArrayList<>();
        long lastDay;
    }

    private BatchProfiles() {}

    static Map<String, Figures> of(List<CommerceEvent> inOrder, Settings settings) {
        long lastDay = Math.floorDiv(settings.horizon(), DAY);
        Map<String, Customer> customers = new TreeMap<>();
        Map<String, Long> standingOrders = new HashMap<>();
        Set<String> messages = new HashSet<>();
        for (CommerceEvent event : inOrder) {
            String id = event.header().identity();
            if (!event.header().identified()
                    || !messages.add(id + " " + event.header().messageId())) {
                continue;
            }
            long time = event.header().timestamp();
            List<Entry> entries = new ArrayList<>();
            if (event instanceof OrderCompleted order) {
                standingOrders.put(id + " " + order.orderId(), order.amount());
                entries.add(new Entry(time, order.amount(), true));
            } else if (event instanceof OrderRefunded refund) {
                entries.add(new Entry(time, refund.amount(), false));
            } else if (event instanceof OrderCancelled cancelled) {
                Long amount = standingOrders.remove(id + " " + cancelled.orderId());
                if (amount == null) {
                    continue;
                }
                entries.add(new Entry(time, amount, false));
            }
            Customer customer = customers.computeIfAbsent(id, any -> new Customer());
            long day = Math.floorDiv(time, DAY);
            if (day > customer.lastDay + settings.retention()) {
                customer.entries.clear();
            }
            customer.lastDay = day;
            customer.entries.addAll(entries);
        }
        customers.values().removeIf(one -> lastDay > one.lastDay + settings.retention());

        Map<String, Figures> figures = new TreeMap<>();
        customers.forEach(
                (id, customer) -> {
                    List<WindowTotals> windows = new ArrayList<>();
                    for (int length : settings.windows().days()) {
                        long orders = 0;
                        long net = 0;
                        for (Entry entry : customer.entries) {
                            if (entry.day() > lastDay - length) {
                                orders += entry.order() ? 1 : 0;
                                net += entry.order() ? entry.amount() : -entry.amount();
                            }
                        }
                        windows.add(new WindowTotals(orders, net));
                    }
                    figures.put(
                            id, new Figures(lifetime(customer.entries), windows, Optional.empty()));
                });
        return scored(figures, lastDay);
    }

    private static Lifetime lifetime(List<Entry> entries) {
        long refunds = 0;
        long orders = 0;
        long gross = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        TreeSet<Long> days = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry.order()) {
                orders++;
                gross += entry.amount();
                first = Math.min(first, entry.time());
                last = Math.max(last, entry.time());
                days.add(entry.day());
            } else {
                refunds += entry.amount();
            }
        }
        if (orders == 0) {
            return new Lifetime(0, 0, refunds, 0, 0, 0, 0, 0, 0, 0);
        }
        long firstDayGross = 0;
        for (Entry entry : entries) {
            if (entry.order() && entry.day() == days.first()) {
                firstDayGross += entry.amount();
            }
        }
        long gapSquares = 0;
        long previous = days.first();
        for (long day : days) {
            gapSquares += (day - previous) * (day - previous);
            previous = day;
        }
        return new Lifetime(
                orders,
                gross,
                refunds,
                first,
                last,
                days.first(),
                days.last(),
                days.size(),
                firstDayGross,
                gapSquares);
    }

    private static Map<String, Figures> scored(Map<String, Figures> figures, long lastDay) {
        ToLongFunction<Figures> recency = one -> lastDay - one.lifetime().lastOrderDay();
        ToLongFunction<Figures> frequency = one -> one.windows().get(2).orders();
        ToLongFunction<Figures> monetary = one -> one.windows().get(2).net();
        List<Figures> buyers =
                figures.values().stream().filter(one -> one.lifetime().hasOrdered()).toList();
        Map<String, Figures> scored = new TreeMap<>();
        figures.forEach(
                (id, one) ->
                        scored.put(
                                id,
                                !one.lifetime().hasOrdered()
                                        ? one
                                        : new Figures(
                                                one.lifetime(),
                                                one.windows(),
                                                Optional.of(
                                                        new RfmScore(
                                                                recency.applyAsLong(one),
                                                                5 - below(one, buyers, recency),
                                                                1 + below(one, buyers, frequency),
                                                                1
                                                                        + below(
                                                                                one, buyers,
                                                                                monetary))))));
        return scored;
    }

    /** How many of the quintile bounds, by nearest rank, lie below one's own value. */
    private static int below(Figures one, List<Figures> all, ToLongFunction<Figures> value) {
        long[] sorted = all.stream().mapToLong(value).sorted().toArray();
        int count = 0;
        for (int fifth = 1; fifth <= 4; fifth++) {
            int rank = (fifth * sorted.length + 4) / 5;
            if (sorted[rank - 1] < value.applyAsLong(one)) {
                count++;
            }
        }
        return count;
    }
}
