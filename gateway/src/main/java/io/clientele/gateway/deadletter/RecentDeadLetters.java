package io.clientele.gateway.deadletter;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * The last {@value #MOST} dead letters, newest first. One read twice is one: it is known by the
 * place of the record that was refused. Safe for use by several threads.
 */
@Component
public class RecentDeadLetters {

    /** How many dead letters are kept. */
    public static final int MOST = 50;

    private static final Comparator<DeadLetter> NEWEST_FIRST =
            Comparator.comparing(DeadLetter::at)
                    .thenComparing(DeadLetter::topic)
                    .thenComparingInt(DeadLetter::partition)
                    .thenComparingLong(DeadLetter::offset)
                    .reversed();

    private final TreeSet<DeadLetter> letters = new TreeSet<>(NEWEST_FIRST);
    private long version;

    /** Takes a dead letter. */
    public synchronized void add(DeadLetter letter) {
        letters.add(letter);
        if (letters.size() > MOST) {
            letters.pollLast();
        }
        version++;
    }

    /** The dead letters, newest first. */
    public synchronized List<DeadLetter> newestFirst() {
        return List.copyOf(letters);
    }

    /** Grows with every change. */
    public synchronized long version() {
        return version;
    }
}
