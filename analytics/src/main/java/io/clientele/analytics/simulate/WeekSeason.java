package io.clientele.analytics.simulate;

import java.util.concurrent.TimeUnit;

/**
 * When in the week people shop, in UTC: the evening more than the night, Sunday more than Monday. A
 * waiting time is drawn as if all hours were alike, then read on a clock that runs faster in busy
 * hours (the time change of an inhomogeneous Poisson process; Lewis and Shedler 1979). A week stays
 * a week, so that rates a week keep their meaning.
 */
public final class WeekSeason {
    static final long HOUR = TimeUnit.HOURS.toMillis(1);
    static final long WEEK = TimeUnit.DAYS.toMillis(7);

    private static final int HOURS = 168;

    /** 1970-01-05, a Monday. */
    private static final long MONDAY = TimeUnit.DAYS.toMillis(4);

    /** Nobody is waited for longer; keeps sums of times far from overflow. */
    private static final double LONGEST_WAIT = 52.0 * 100 * WEEK;

    private static final double[] HOUR_WEIGHTS = {
        0.35, 0.20, 0.12, 0.09, 0.10, 0.18, 0.38, 0.65, 0.90, 1.10, 1.25, 1.35,
        1.40, 1.35, 1.25, 1.20, 1.20, 1.25, 1.40, 1.65, 1.85, 1.80, 1.30, 0.70
    };
    private static final double[] DAY_WEIGHTS = {0.95, 0.95, 0.98, 1.00, 0.97, 1.02, 1.25};

    private final double[] weights = new double[HOURS];

    /** Busy time from Monday 00:00 to the start of each hour, milliseconds. */
    private final double[] elapsed = new double[HOURS + 1];

    /** The season of every simulated shop. */
    public WeekSeason() {
        double sum = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            weights[hour] = HOUR_WEIGHTS[hour % 24] * DAY_WEIGHTS[hour / 24];
            sum += weights[hour];
        }
        for (int hour = 0; hour < HOURS; hour++) {
            weights[hour] *= HOURS / sum;
            elapsed[hour + 1] = elapsed[hour] + weights[hour] * HOUR;
        }
        elapsed[HOURS] = WEEK;
    }

    /**
     * The instant that comes after the given one by a waiting time.
     *
     * @param wait milliseconds of mean business, at least 0
     * @return milliseconds since 1970-01-01T00:00:00Z, at least one after {@code time}
     */
    long after(long time, double wait) {
        long sinceMonday = time - MONDAY;
        long week = Math.floorDiv(sinceMonday, WEEK);
        long inWeek = sinceMonday - week * WEEK;
        int from = (int) (inWeek / HOUR);
        double target =
                elapsed[from]
                        + (inWeek - from * HOUR) * weights[from]
                        + Math.min(wait, LONGEST_WAIT);
        long weeks = (long) (target / WEEK);
        double rest = target - (double) weeks * WEEK;
        int hour = hourAt(rest);
        long result =
                MONDAY
                        + (week + weeks) * WEEK
                        + hour * HOUR
                        + (long) ((rest - elapsed[hour]) / weights[hour]);
        return Math.max(result, time + 1);
    }

    /**
     * How much business there is from one instant to another, in weeks of mean business.
     *
     * @param from milliseconds since 1970-01-01T00:00:00Z
     * @param to the same, not before {@code from}
     */
    public double busyWeeks(long from, long to) {
        return (busySinceMonday(to) - busySinceMonday(from)) / WEEK
                + (double) (week(to) - week(from));
    }

    private static long week(long time) {
        return Math.floorDiv(time - MONDAY, WEEK);
    }

    private double busySinceMonday(long time) {
        long inWeek = Math.floorMod(time - MONDAY, WEEK);
        int hour = (int) (inWeek / HOUR);
        return elapsed[hour] + (inWeek - hour * HOUR) * weights[hour];
    }

    private int hourAt(double busy) {
        int low = 0;
        int high = HOURS - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (elapsed[middle] <= busy) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
