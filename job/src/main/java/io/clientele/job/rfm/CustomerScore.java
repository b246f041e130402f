package io.clientele.job.rfm;

import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.analytics.rfm.RfmScore;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is kept of a customer between the ends of two days.
 *
 * <p>Not thread-safe.
 */
public final class CustomerScore {

    /** What the ledger said last, of the days that have ended. */
    Optional<Standing> standing = Optional.empty();

    /** What it said since, by the day from which on it holds; nothing means removal. */
    final TreeMap<Long, Optional<Standing>> open = new TreeMap<>();

    /** The scores of the last day's end; the group, VIP or not, and value that the KPIs know. */
    Optional<RfmScore> score = Optional.empty();

    Optional<RfmGroup> group = Optional.empty();
    boolean vip;
    long value;

    /** Takes over what the ledger said of the days up to one; false if it said removal last. */
    boolean endDay(long day) {
        boolean stays = true;
        while (!open.isEmpty() && open.firstKey() <= day) {
            Optional<Standing> next = open.pollFirstEntry().getValue();
            stays = next.isPresent();
            standing = next;
        }
        return stays;
    }
}
