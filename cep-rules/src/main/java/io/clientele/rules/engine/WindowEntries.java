package io.clientele.rules.engine;

import io.clientele.rules.language.RuleBody.Aggregate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One customer's events in the sliding window of one rule. */
final class WindowEntries {

    /**
     * An event that counts.
     *
     * @param amount what it adds to the sum
     * @param key what it is told apart by
     */
    record Entry(StoredEvent event, double amount, String key) {}

    private final Deque<Entry> entries;

    WindowEntries(List<Entry> entries) {
        this.entries = new ArrayDeque<>(entries);
    }

    /** The figures of the window. */
    record Figures(int count, double sum, int distinct) {}

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void clear() {
        entries.clear();
    }

    /** Leaves out what is not younger than the window. */
    void slide(Aggregate aggregate, long now) {
        long oldest = now - aggregate.window().toMillis();
        while (!entries.isEmpty() && entries.peekFirst().event().event().time() <= oldest) {
            entries.removeFirst();
        }
    }

    /** Adds an event; returns how many were left out because there were too many. */
    int add(Entry entry) {
        entries.addLast(entry);
        if (entries.size() > EngineLimits.MOST_EVENTS_OF_A_WINDOW) {
            entries.removeFirst();
            return 1;
        }
        return 0;
    }

    Figures figures() {
        double sum = 0;
        Set<String> keys = new HashSet<>();
        for (Entry entry : entries) {
            sum += entry.amount();
            keys.add(entry.key());
        }
        return new Figures(entries.size(), sum, keys.size());
    }

    /** When nothing is left; {@link Long#MAX_VALUE} if nothing is there. */
    long deadline(Aggregate aggregate) {
        return entries.isEmpty()
                ? Long.MAX_VALUE
                : entries.peekLast().event().event().time() + aggregate.window().toMillis();
    }
}
