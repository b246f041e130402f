package io.clientele.analytics.ledger;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.habit.Habits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is kept of one customer: lifetime sums, one bucket for each day with a purchase or a refund
 * within the longest window, and marks of recent presence.
 *
 * <p>All sums are whole numbers, so that what slides out of a window subtracts exactly, and events
 * may come in any order: an event that is late by up to the longest window leaves every figure as
 * if it had come in time. For one that is later still, windows and lifetime sums are exact, while
 * {@link Lifetime#orderDays()} and {@link Lifetime#gapSquares()} take it for a day of its own.
 *
 * <p>Not thread-safe. It is one value of some 70 bytes plus 5 to 16 for each day with a purchase or
 * a refund, and a few for each KPI window of the last days with presence, see {@link
 * CustomerLedgerCodec}. Habits, where they are kept, come on top.
 */
public final class CustomerLedger {

    /** The day as of which the ledger was last read. */
    long asOfDay;

    /** The day for which the owner has set its next alarm. */
    long alarmDay;

    /** The latest event of any kind, milliseconds since 1970. */
    long lastActivityAt = Long.MIN_VALUE;

    /** The earliest event of any kind, milliseconds since 1970. */
    long firstActivityAt = Long.MAX_VALUE;

    /** The earliest event, and the earliest order, of the latest day that has one. */
    long firstOfDayAt;

    long firstOrderOfDayAt;

    Lifetime lifetime = Lifetime.NONE;

    /** What features need beyond that; only where they are wanted. */
    Optional<Habits> habits = Optional.empty();

    /** Whether something has been entered that the owner has yet to tell. */
    boolean owesNews;

    final PresenceMarks activeWindows = new PresenceMarks();
    final PresenceMarks activeDays = new PresenceMarks();
    final PresenceMarks orderWindows = new PresenceMarks();
    final PresenceMarks orderDays = new PresenceMarks();

    /** Buckets in ascending order of days; only the first {@link #buckets} entries count. */
    int buckets;

    int[] bucketDay = new int[2];
    int[] bucketOrders = new int[2];
    long[] bucketNet = new long[2];

    /** A ledger with nothing in it, as of a day. */
    public CustomerLedger(long asOfDay) {
        this.asOfDay = asOfDay;
        this.alarmDay = Long.MAX_VALUE;
    }

    /** The day as of which the ledger was last read. */
    public long asOfDay() {
        return asOfDay;
    }

    /** Moves the ledger to a later day; an earlier one leaves it where it is. */
    public void advanceTo(long day) {
        asOfDay = Math.max(asOfDay, day);
    }

    /** The day for which the owner has set its next alarm, {@code Long.MAX_VALUE} for none. */
    public long alarmDay() {
        return alarmDay;
    }

    /** Remembers the day for which the owner has set its next alarm. */
    public void alarmAt(long day) {
        alarmDay = day;
    }

    /** Whether something has been entered that the owner has yet to tell. */
    public boolean owesNews() {
        return owesNews;
    }

    /** Remembers whether something has been entered that is yet to be told. */
    public void oweNews(boolean owes) {
        owesNews = owes;
    }

    /** The latest event of any kind, milliseconds since 1970. */
    public long lastActivityAt() {
        return lastActivityAt;
    }

    /** Sums over all time. */
    public Lifetime lifetime() {
        return lifetime;
    }

    /** The earliest event of any kind, milliseconds since 1970; only after one. */
    public long firstActivityAt() {
        return firstActivityAt;
    }

    /**
     * Notes that the customer was there.
     *
     * @param window the number of the KPI window
     * @param day the day
     * @return what was new about it
     */
    public Presence active(long timestamp, long window, long day) {
        lastActivityAt = Math.max(lastActivityAt, timestamp);
        firstActivityAt = Math.min(firstActivityAt, timestamp);
        boolean firstInWindow = activeWindows.mark(window);
        boolean firstInDay = activeDays.mark(day);
        boolean ofLatestDay = activeDays.endAt(day);
        OptionalLong insteadOf = insteadOf(timestamp, ofLatestDay, firstInDay, firstOfDayAt);
        if (ofLatestDay && (firstInDay || insteadOf.isPresent())) {
            firstOfDayAt = timestamp;
        }
        return new Presence(firstInWindow, firstInDay, insteadOf);
    }

    /** Notes that the customer ordered; like {@link #active}. */
    public Presence ordering(long timestamp, long window, long day) {
        boolean firstInWindow = orderWindows.mark(window);
        boolean firstInDay = orderDays.mark(day);
        boolean ofLatestDay = orderDays.endAt(day);
        OptionalLong insteadOf = insteadOf(timestamp, ofLatestDay, firstInDay, firstOrderOfDayAt);
        if (ofLatestDay && (firstInDay || insteadOf.isPresent())) {
            firstOrderOfDayAt = timestamp;
        }
        return new Presence(firstInWindow, firstInDay, insteadOf);
    }

    /**
     * Forgets presence that no KPI asks for any more; what happens there afterwards would look new.
     *
     * @param window the number of the first KPI window to be kept
     * @param day the first day to be kept
     */
    public void forgetPresenceBefore(long window, long day) {
        activeWindows.forgetBefore(window);
        orderWindows.forgetBefore(window);
        activeDays.forgetBefore(day);
        orderDays.forgetBefore(day);
    }

    private static OptionalLong insteadOf(
            long timestamp, boolean ofLatestDay, boolean firstInDay, long firstSoFar) {
        return ofLatestDay && !firstInDay && timestamp < firstSoFar
                ? OptionalLong.of(firstSoFar)
                : OptionalLong.empty();
    }

    /**
     * What was new about an event.
     *
     * @param firstInWindow whether it is the first to come of its KPI window
     * @param firstInDay whether it is the first to come of its day
     * @param insteadOf if it is earlier than the one that was taken for the first of its day, and
     *     the day is the latest: the time of that one
     */
    public record Presence(boolean firstInWindow, boolean firstInDay, OptionalLong insteadOf) {}

    /**
     * Enters an event into the habits, which are kept from the first time on; its money is entered
     * afterwards.
     *
     * @param day the day of the event
     * @param hour the hour of that day, 0 to 23
     */
    public void habit(CommerceEvent event, long day, int hour) {
        if (habits.isEmpty()) {
            habits = Optional.of(new Habits());
        }
        habits.get().enter(event, day, hour);
    }

    /** What the customer's habits are, if they are kept. */
    public Optional<Habits> habits() {
        return habits;
    }

    /**
     * Enters an order.
     *
     * @param timestamp when, milliseconds since 1970
     * @param day the day of the timestamp
     * @param amount minor units, not negative
     */
    public void order(long timestamp, long day, long amount) {
        Lifetime before = lifetime;
        if (!before.hasOrdered()) {
            lifetime =
                    new Lifetime(
                            1,
                            amount,
                            before.refunds(),
                            timestamp,
                            timestamp,
                            day,
                            day,
                            1,
                            amount,
                            0);
        } else {
            boolean newDay = !isOrderDay(day);
            long gapSquares = before.gapSquares() + (newDay ? enterGaps(day) : 0);
            long firstDayGross =
                    day < before.firstOrderDay()
                            ? amount
                            : before.firstDayGross() + (day == before.firstOrderDay() ? amount : 0);
            lifetime =
                    new Lifetime(
                            before.orders() + 1,
                            before.gross() + amount,
                            before.refunds(),
                            Math.min(before.firstOrderAt(), timestamp),
                            Math.max(before.lastOrderAt(), timestamp),
                            Math.min(before.firstOrderDay(), day),
                            Math.max(before.lastOrderDay(), day),
                            before.orderDays() + (newDay ? 1 : 0),
                            firstDayGross,
                            gapSquares);
        }
        int bucket = bucketOf(day);
        bucketOrders[bucket]++;
        bucketNet[bucket] += amount;
    }

    /**
     * Enters a refund or a cancellation; it subtracts on the day that it happens.
     *
     * @param amount minor units, not negative
     */
    public void refund(long day, long amount) {
        Lifetime before = lifetime;
        lifetime =
                new Lifetime(
                        before.orders(),
                        before.gross(),
                        before.refunds() + amount,
                        before.firstOrderAt(),
                        before.lastOrderAt(),
                        before.firstOrderDay(),
                        before.lastOrderDay(),
                        before.orderDays(),
                        before.firstDayGross(),
                        before.gapSquares());
        int bucket = bucketOf(day);
        bucketNet[bucket] -= amount;
    }

    /** What the ledger says as of {@link #asOfDay()}; later days are not in it. */
    public Standing standing(SlidingWindows windows) {
        List<WindowTotals> totals = new ArrayList<>(windows.days().size());
        for (int length : windows.days()) {
            long orders = 0;
            long net = 0;
            for (int i = buckets - 1; i >= 0 && bucketDay[i] > asOfDay - length; i--) {
                if (bucketDay[i] <= asOfDay) {
                    orders += bucketOrders[i];
                    net += bucketNet[i];
                }
            }
            totals.add(orders == 0 && net == 0 ? WindowTotals.NONE : new WindowTotals(orders, net));
        }
        return new Standing(asOfDay, lifetime, totals, habits.map(Habits::new));
    }

    /**
     * The first day after {@link #asOfDay()} on which a bucket leaves a window, {@code
     * Long.MAX_VALUE} if none will. Buckets that have left them all are forgotten.
     */
    public long nextSlide(SlidingWindows windows) {
        forget(asOfDay - windows.longest());
        long next = Long.MAX_VALUE;
        for (int i = 0; i < buckets; i++) {
            for (int length : windows.days()) {
                long leaves = bucketDay[i] + (long) length;
                if (leaves > asOfDay) {
                    next = Math.min(next, leaves);
                    break;
                }
            }
        }
        return next;
    }

    /** Forgets the buckets up to and including a day. */
    private void forget(long day) {
        int gone = 0;
        while (gone < buckets && bucketDay[gone] <= day) {
            gone++;
        }
        if (gone > 0) {
            buckets -= gone;
            System.arraycopy(bucketDay, gone, bucketDay, 0, buckets);
            System.arraycopy(bucketOrders, gone, bucketOrders, 0, buckets);
            System.arraycopy(bucketNet, gone, bucketNet, 0, buckets);
        }
    }

    private boolean isOrderDay(long day) {
        if (day == lifetime.firstOrderDay() || day == lifetime.lastOrderDay()) {
            return true;
        }
        int bucket = search(day);
        return bucket >= 0 && bucketOrders[bucket] > 0;
    }

    /**
     * Enters a new purchase day into the gaps between purchase days.
     *
     * @return how it changes the sum of their squares
     */
    private long enterGaps(long day) {
        if (day > lifetime.lastOrderDay()) {
            return enterGap(day - lifetime.lastOrderDay());
        }
        if (day < lifetime.firstOrderDay()) {
            return enterGap(lifetime.firstOrderDay() - day);
        }
        long earlier = lifetime.firstOrderDay();
        long later = lifetime.lastOrderDay();
        for (int i = 0; i < buckets; i++) {
            if (bucketOrders[i] > 0) {
                if (bucketDay[i] < day) {
                    earlier = Math.max(earlier, bucketDay[i]);
                } else {
                    later = Math.min(later, bucketDay[i]);
                }
            }
        }
        long split = later - earlier;
        habits.ifPresent(kept -> kept.gapGoes(split));
        return enterGap(day - earlier) + enterGap(later - day) - square(split);
    }

    private long enterGap(long days) {
        habits.ifPresent(kept -> kept.gapAppears(days));
        return square(days);
    }

    private static long square(long days) {
        return days * days;
    }

    private int search(long day) {
        return Arrays.binarySearch(bucketDay, 0, buckets, Math.toIntExact(day));
    }

    /** The index of a day's bucket, which is made if there is none. */
    private int bucketOf(long day) {
        int found = search(day);
        if (found >= 0) {
            return found;
        }
        int at = -found - 1;
        makeRoom(buckets + 1);
        System.arraycopy(bucketDay, at, bucketDay, at + 1, buckets - at);
        System.arraycopy(bucketOrders, at, bucketOrders, at + 1, buckets - at);
        System.arraycopy(bucketNet, at, bucketNet, at + 1, buckets - at);
        bucketDay[at] = Math.toIntExact(day);
        bucketOrders[at] = 0;
        bucketNet[at] = 0;
        buckets++;
        return at;
    }

    void makeRoom(int count) {
        if (count > bucketDay.length) {
            int room = Math.max(count, buckets + buckets / 2 + 1);
            bucketDay = Arrays.copyOf(bucketDay, room);
            bucketOrders = Arrays.copyOf(bucketOrders, room);
            bucketNet = Arrays.copyOf(bucketNet, room);
        }
    }
}
