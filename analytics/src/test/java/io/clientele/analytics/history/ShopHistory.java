package io.clientele.analytics.history;

import static java.util.Comparator.comparingLong;

import io.clientele.analytics.ledger.CustomerLedger;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.ledger.Standing;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Everything that a shop's customers bought and gave back. */
public final class ShopHistory {

    private static final long DAY_MILLIS = 86_400_000;

    private final List<Transaction> transactions;
    private final Map<String, NavigableSet<Long>> orderDays = new TreeMap<>();

    /**
     * An order or a refund.
     *
     * @param at milliseconds since 1970
     * @param amount minor units, not negative
     */
    public record Transaction(String customer, long at, long amount, boolean isRefund) {
        /** Its day, UTC. */
        public long day() {
            return Math.floorDiv(at, DAY_MILLIS);
        }
    }

    /** Of transactions in any order. */
    public ShopHistory(List<Transaction> transactions) {
        this.transactions = transactions.stream().sorted(comparingLong(Transaction::at)).toList();
        for (Transaction transaction : this.transactions) {
            if (!transaction.isRefund()) {
                orderDays
                        .computeIfAbsent(transaction.customer(), any -> new TreeSet<>())
                        .add(transaction.day());
            }
        }
    }

    /** The first day with a transaction. */
    public long firstDay() {
        return transactions.get(0).day();
    }

    /** The last day with a transaction. */
    public long lastDay() {
        return transactions.get(transactions.size() - 1).day();
    }

    /** Whether a customer orders on one of so many days after a day. */
    public boolean ordersWithin(String customer, long day, int days) {
        Long next = orderDays.get(customer).higher(day);
        return next != null && next <= day + days;
    }

    /** Hands over each day, to the last, with the standings of all who have ordered by its end. */
    public void forEachDay(long last, BiConsumer<Long, Map<String, Standing>> consumer) {
        Map<String, CustomerLedger> ledgers = new TreeMap<>();
        int next = 0;
        for (long day = firstDay(); day <= last; day++) {
            while (next < transactions.size() && transactions.get(next).day() <= day) {
                enter(transactions.get(next++), ledgers);
            }
            Map<String, Standing> standings = new TreeMap<>();
            for (Map.Entry<String, CustomerLedger> customer : ledgers.entrySet()) {
                CustomerLedger ledger = customer.getValue();
                ledger.advanceTo(day);
                if (ledger.lifetime().hasOrdered()) {
                    standings.put(customer.getKey(), ledger.standing(SlidingWindows.DEFAULT));
                }
            }
            consumer.accept(day, standings);
        }
    }

    private static void enter(Transaction transaction, Map<String, CustomerLedger> ledgers) {
        CustomerLedger ledger =
                ledgers.computeIfAbsent(
                        transaction.customer(), any -> new CustomerLedger(transaction.day()));
        if (transaction.isRefund()) {
            ledger.refund(transaction.day(), transaction.amount());
        } else {
            ledger.order(transaction.at(), transaction.day(), transaction.amount());
        }
    }
}
