package io.clientele.analytics.habit;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderLine;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a customer does beside how much money moves on which day: sums over all time, of constant
 * size. All of them are whole numbers, extremes, or bounded counts that depend on no order, so that
 * events may come in any order.
 *
 * <p>Not thread-safe. Most customers' take 60 to 250 bytes, see {@link HabitsCodec}.
 */
public final class Habits {

    private static final int SATURDAY = 5;
    private static final int DAYS_PER_WEEK = 7;

    /** 1970-01-01 was a Thursday. */
    private static final int MONDAY_SHIFT = 3;

    private static final int EVENING_HOUR = 18;

    final long[] sums = new long[HabitSum.COUNT];
    long firstDay = Long.MAX_VALUE;
    long lastVisitDay = Long.MIN_VALUE;
    LatestText country = LatestText.NONE;
    LatestText channel = LatestText.NONE;
    final NamedCounts categories;
    final NamedCounts brands;
    final LogHistogram amounts;
    final LogHistogram gaps;

    /** Habits of somebody who has done nothing yet. */
    public Habits() {
        categories = new NamedCounts();
        brands = new NamedCounts();
        amounts = new LogHistogram();
        gaps = new LogHistogram();
    }

    /** A copy that stays as it is when this one goes on. */
    public Habits(Habits other) {
        System.arraycopy(other.sums, 0, sums, 0, sums.length);
        firstDay = other.firstDay;
        lastVisitDay = other.lastVisitDay;
        country = other.country;
        channel = other.channel;
        categories = new NamedCounts(other.categories);
        brands = new NamedCounts(other.brands);
        amounts = new LogHistogram(other.amounts);
        gaps = new LogHistogram(other.gaps);
    }

    /**
     * Enters an event.
     *
     * @param day the shop's day that it lies in
     * @param hour the hour of that day, 0 to 23
     */
    public void enter(CommerceEvent event, long day, int hour) {
        firstDay = Math.min(firstDay, day);
        switch (event.type()) {
            case ORDER_COMPLETED -> {
                order((OrderCompleted) event, day, hour);
                visit(day);
            }
            case ORDER_REFUNDED, ORDER_CANCELLED -> add(HabitSum.RETURNS, 1);
            case PRODUCT_VIEWED -> {
                add(HabitSum.VIEWS, 1);
                visit(day);
            }
            case PRODUCT_ADDED -> {
                add(HabitSum.ADDED, 1);
                visit(day);
            }
            case PRODUCT_REMOVED -> {
                add(HabitSum.REMOVED, 1);
                visit(day);
            }
            case CHECKOUT_STARTED -> {
                add(HabitSum.CHECKOUTS, 1);
                visit(day);
            }
            case PRODUCT_REVIEWED -> {
                add(HabitSum.REVIEWS, 1);
                visit(day);
            }
            case PROMOTION_CLICKED -> {
                add(HabitSum.PROMOTION_CLICKS, 1);
                visit(day);
            }
            case CART_VIEWED, COUPON_APPLIED, CAMPAIGN_CLICKED -> visit(day);
            case SUPPORT_TICKET_OPENED -> add(HabitSum.TICKETS, 1);
            case CAMPAIGN_SENT -> add(HabitSum.CAMPAIGNS_SENT, 1);
            case CAMPAIGN_OPENED -> add(HabitSum.CAMPAIGNS_OPENED, 1);
            case SUPPORT_TICKET_RESOLVED, OTHER -> {}
        }
    }

    private void visit(long day) {
        lastVisitDay = Math.max(lastVisitDay, day);
    }

    private void order(OrderCompleted order, long day, int hour) {
        add(HabitSum.ORDERS, 1);
        add(HabitSum.AMOUNT, order.amount());
        addSquare(order.amount());
        if (order.units() > 0) {
            add(HabitSum.UNIT_ORDERS, 1);
            add(HabitSum.UNITS, order.units());
            add(HabitSum.UNIT_AMOUNT, order.amount());
        }
        if (order.details().lineCount() > 0) {
            add(HabitSum.LINE_ORDERS, 1);
            add(HabitSum.LINES, order.details().lineCount());
        }
        add(HabitSum.COUPON_ORDERS, order.coupon().isEmpty() ? 0 : 1);
        boolean weekend = Math.floorMod(day + MONDAY_SHIFT, DAYS_PER_WEEK) >= SATURDAY;
        add(HabitSum.WEEKEND_ORDERS, weekend ? 1 : 0);
        add(HabitSum.EVENING_ORDERS, hour >= EVENING_HOUR ? 1 : 0);
        for (OrderLine line : order.details().lines()) {
            if (!line.product().category().isEmpty()) {
                categories.add(line.product().category());
            }
            if (!line.product().brand().isEmpty()) {
                brands.add(line.product().brand());
            }
        }
        country = country.or(order.header().timestamp(), order.details().country());
        channel = channel.or(order.header().timestamp(), order.details().channel());
        amounts.add(order.amount());
    }

    private void add(HabitSum sum, long amount) {
        sums[sum.code] += amount;
    }

    private void addSquare(long amount) {
        int low = HabitSum.SQUARES_LOW.code;
        long before = sums[low];
        sums[low] += amount * amount;
        boolean carry = Long.compareUnsigned(sums[low], before) < 0;
        add(HabitSum.SQUARES_HIGH, Math.multiplyHigh(amount, amount) + (carry ? 1 : 0));
    }

    /** Two successive purchase days are so many days apart. */
    public void gapAppears(long days) {
        gaps.add(days);
    }

    /** A purchase day has come to lie between the two. */
    public void gapGoes(long days) {
        gaps.remove(days);
    }

    /** A count or sum. */
    public long sum(HabitSum sum) {
        return sums[sum.code];
    }

    /**
     * The variance of the orders' amounts in squared minor units, from exact sums; only with two
     * orders or more.
     */
    public double amountVariance() {
        BigInteger count = BigInteger.valueOf(sum(HabitSum.ORDERS));
        BigInteger amount = BigInteger.valueOf(sum(HabitSum.AMOUNT));
        BigInteger low = new BigInteger(Long.toUnsignedString(sum(HabitSum.SQUARES_LOW)));
        BigInteger squares =
                BigInteger.valueOf(sum(HabitSum.SQUARES_HIGH)).shiftLeft(Long.SIZE).add(low);
        BigInteger spread = squares.multiply(count).subtract(amount.multiply(amount));
        return spread.doubleValue() / count.multiply(count.subtract(BigInteger.ONE)).doubleValue();
    }

    /** The day of the earliest event of any kind; only after one. */
    public long firstDay() {
        return firstDay;
    }

    /** Whether the customer has ever been there himself. */
    public boolean hasVisited() {
        return lastVisitDay != Long.MIN_VALUE;
    }

    /** The latest day on which the customer did something himself; only if he did. */
    public long lastVisitDay() {
        return lastVisitDay;
    }

    /** The country of the latest order that names one; empty if none does. */
    public String country() {
        return country.text();
    }

    /** The channel of the latest order that names one; empty if none does. */
    public String channel() {
        return channel.text();
    }

    /** How often each category was bought, by lines of orders. */
    public NamedCounts categories() {
        return categories;
    }

    /** How often each brand was bought, by lines of orders. */
    public NamedCounts brands() {
        return brands;
    }

    /** What an order's amount is compared with, in minor units; empty with fewer than five. */
    public Optional<RobustScale> amountScale() {
        return amounts.robustScale();
    }

    /** What a gap between purchase days is compared with, in days; empty with fewer than five. */
    public Optional<RobustScale> gapScale() {
        return gaps.robustScale();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Habits that
                && Arrays.equals(sums, that.sums)
                && firstDay == that.firstDay
                && lastVisitDay == that.lastVisitDay
                && country.equals(that.country)
                && channel.equals(that.channel)
                && categories.equals(that.categories)
                && brands.equals(that.brands)
                && amounts.equals(that.amounts)
                && gaps.equals(that.gaps);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sums);
    }

    @Override
    public String toString() {
        return "Habits" + Arrays.toString(sums);
    }
}
