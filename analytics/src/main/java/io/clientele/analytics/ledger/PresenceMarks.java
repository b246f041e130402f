package io.clientele.analytics.ledger;

import java.util.Arrays;

/**
 * Remembers in which of the recent numbered periods something has happened, so that the first time
 * in each can be told exactly, out of order too. How far back is the owner's to say.
 */
final class PresenceMarks {

    /** Periods in ascending order; only the first {@link #count} entries count. */
    long[] periods = new long[2];

    int count;

    /** Marks a period; true if it is the first time. */
    boolean mark(long period) {
        int found = Arrays.binarySearch(periods, 0, count, period);
        if (found >= 0) {
            return false;
        }
        int at = -found - 1;
        makeRoom(count + 1);
        System.arraycopy(periods, at, periods, at + 1, count - at);
        periods[at] = period;
        count++;
        return true;
    }

    /** Whether no later period than this is marked. */
    boolean endAt(long period) {
        return count == 0 || periods[count - 1] <= period;
    }

    /** Forgets the periods before one. */
    void forgetBefore(long oldest) {
        int gone = 0;
        while (gone < count && periods[gone] < oldest) {
            gone++;
        }
        if (gone > 0) {
            count -= gone;
            System.arraycopy(periods, gone, periods, 0, count);
        }
    }

    void makeRoom(int wanted) {
        if (wanted > periods.length) {
            periods = Arrays.copyOf(periods, Math.max(wanted, count + count / 2 + 1));
        }
    }
}
