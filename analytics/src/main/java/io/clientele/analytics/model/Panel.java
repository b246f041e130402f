package io.clientele.analytics.model;

import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.statistics.CustomerHash;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The customers that models are trained on, as they stood when the last day ended.
 *
 * <p>These are all customers as long as they are few enough. When they become too many, a threshold
 * is lowered and those whose ids hash above it leave for good, so that at any time the panel is
 * everybody below the threshold: a uniform sample that depends on who there is and not on the order
 * in which they came (adaptive threshold sampling: Ting 2022, "Adaptive Threshold Sampling").
 *
 * <p>Not thread-safe.
 */
public final class Panel {

    /** Hashes above it are left out, as unsigned numbers. */
    long threshold = -1;

    /** The last day that has ended. */
    long endedDay = Long.MIN_VALUE;

    /** By id, so that whoever goes through them does so in the same order. */
    final NavigableMap<String, Standing> members = new TreeMap<>();

    /** What changes from a day on that has not ended; nothing means removal. */
    final NavigableMap<Long, Map<String, Optional<Standing>>> open = new TreeMap<>();

    /**
     * Takes in where a customer stands from a day on. Of several changes of one customer and day
     * the last one counts.
     *
     * @param standing empty if the customer was removed
     */
    public void change(String customerId, long day, Optional<Standing> standing) {
        if (Long.compareUnsigned(CustomerHash.of(customerId), threshold) <= 0) {
            open.computeIfAbsent(day, any -> new TreeMap<>()).put(customerId, standing);
        }
    }

    /**
     * Ends a day: its changes, and those of earlier days that came since, hold from now on.
     *
     * @param most how many customers there may be at the most, at least 1
     */
    public void endDay(long day, int most) {
        endedDay = Math.max(endedDay, day);
        while (!open.isEmpty() && open.firstKey() <= day) {
            open.pollFirstEntry()
                    .getValue()
                    .forEach(
                            (customer, standing) ->
                                    standing.ifPresentOrElse(
                                            now -> members.put(customer, now),
                                            () -> members.remove(customer)));
        }
        if (members.size() > most) {
            lowerTheThreshold(most);
        }
    }

    /** The customers by id, in ascending order. */
    public Map<String, Standing> members() {
        return Collections.unmodifiableNavigableMap(members);
    }

    /**
     * Everybody, or of more than so many about so many: those whose ids hash lowest.
     *
     * @param about how many, at least 1
     */
    Map<String, Standing> lowest(int about) {
        if (members.size() <= about) {
            return members();
        }
        long below = Long.divideUnsigned(threshold, members.size()) * about;
        Map<String, Standing> lowest = new TreeMap<>();
        members.forEach(
                (customer, standing) -> {
                    if (Long.compareUnsigned(CustomerHash.of(customer), below) <= 0) {
                        lowest.put(customer, standing);
                    }
                });
        return lowest;
    }

    /** Where they stand, in the order of their ids. */
    public Collection<Standing> standings() {
        return members().values();
    }

    /** The earliest day that has changes and has not ended; only if there is one. */
    public long firstOpenDay() {
        return open.firstKey();
    }

    /** Whether nobody is in it, now or on an open day. */
    public boolean isEmpty() {
        return members.isEmpty() && open.isEmpty();
    }

    private void lowerTheThreshold(int most) {
        // Flipping the sign bit sorts unsigned numbers.
        long[] hashes =
                members.keySet().stream()
                        .mapToLong(id -> CustomerHash.of(id) ^ Long.MIN_VALUE)
                        .toArray();
        Arrays.sort(hashes);
        threshold = hashes[most - 1] ^ Long.MIN_VALUE;
        members.keySet().removeIf(id -> Long.compareUnsigned(CustomerHash.of(id), threshold) > 0);
        open.values()
                .forEach(
                        changes ->
                                changes.keySet()
                                        .removeIf(
                                                id ->
                                                        Long.compareUnsigned(
                                                                        CustomerHash.of(id),
                                                                        threshold)
                                                                > 0));
    }
}
