package io.clientele.analytics.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the next value of a series should be: a level and, on top of it, what is usual at the hour
 * of the day, with or without what is particular to the hour of the week; whichever of the two has
 * been less wrong of late. The additive form of Holt and Winters (Winters 1960) without a trend, in
 * which an error counts no more than {@value #BEND} scales (Gelper, Fried and Croux 2010), so that
 * an anomaly does not become what is expected.
 *
 * <p>An error of one sign, of more than {@value #SHIFTED} scales, at {@value #SHIFT_POINTS} points
 * in a row is a new level and is believed.
 */
final class SeasonalForecast {

    static final int SHIFT_POINTS = 24;

    private static final int HOURS = 24;
    private static final int DAYS = 7;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = HOURS * HOUR_MILLIS;

    /** 1970-01-01 was a Thursday, which is 3 from Monday. */
    private static final int FIRST_WEEKDAY = 3;

    private static final double BEND = 3;
    private static final double SHIFTED = 2;
    private static final double LEVEL_GAIN = 0.01;
    private static final double SHIFT_GAIN = 0.2;
    private static final double DAY_GAIN = 0.0625;
    private static final double WEEK_GAIN = 0.25;
    private static final double ERROR_GAIN = 0.02;
    private static final long ENOUGH = 20;

    private final double[] ofHour = new double[HOURS];
    private final double[] hoursSeen = new double[HOURS];
    private final double[] ofWeekHour = new double[DAYS * HOURS];
    private final double[] weekHoursSeen = new double[DAYS * HOURS];
    private double level;
    private double dailyError;
    private double weeklyError;
    private int shift;

    /** The first value is all that is known of the level. */
    void begin(double value) {
        level = value;
    }

    /** What is expected at a time, milliseconds of local time since 1970-01-01T00:00. */
    double at(long time) {
        return level + season(time, weeklyError < dailyError);
    }

    /**
     * Learns what a time's value was.
     *
     * @param scale of the errors until now
     * @param known how many errors the scale is made of
     * @param hours how much of an hour the value stands for, 0 to 1
     */
    void learn(long time, double value, double scale, long known, double hours) {
        double error = value - at(time);
        dailyError += ERROR_GAIN * (Math.abs(value - level - season(time, false)) - dailyError);
        weeklyError += ERROR_GAIN * (Math.abs(value - level - season(time, true)) - weeklyError);
        double most = known > ENOUGH ? BEND * scale : Double.MAX_VALUE;
        countShift(error, scale);
        level +=
                Math.abs(shift) >= SHIFT_POINTS
                        ? SHIFT_GAIN * error
                        : LEVEL_GAIN * bounded(error, most);
        learnSeason(time, value, most, hours);
    }

    private void countShift(double error, double scale) {
        if (Math.abs(error) <= SHIFTED * scale) {
            shift = 0;
        } else if (error > 0) {
            shift = Math.max(shift, 0) + 1;
        } else {
            shift = Math.min(shift, 0) - 1;
        }
    }

    private void learnSeason(long time, double value, double most, double hours) {
        int hour = (int) (Math.floorMod(time, DAY_MILLIS) / HOUR_MILLIS);
        int weekHour = weekday(time) * HOURS + hour;
        double dayError = bounded(value - level - ofHour[hour], most);
        hoursSeen[hour] += hours;
        ofHour[hour] += dayError * Math.max(DAY_GAIN, 1 / (1 + hoursSeen[hour])) * hours;
        weekHoursSeen[weekHour] += hours;
        double weekError = bounded(value - level - ofHour[hour] - particular(weekHour), most);
        ofWeekHour[weekHour] +=
                weekError * Math.max(WEEK_GAIN, 1 / (1 + weekHoursSeen[weekHour])) * hours;
    }

    /** Between the middles of the hours it is interpolated. */
    private double season(long time, boolean weekly) {
        double hours = (double) Math.floorMod(time, DAY_MILLIS) / HOUR_MILLIS - 0.5;
        int hour = (int) Math.floor(hours);
        double toNext = hours - hour;
        int day = weekday(time);
        return (1 - toNext) * ofHour(day, hour, weekly) + toNext * ofHour(day, hour + 1, weekly);
    }

    private double ofHour(int day, int hour, boolean weekly) {
        int ofWeek = Math.floorMod(day * HOURS + hour, DAYS * HOURS);
        double usual = ofHour[ofWeek % HOURS];
        return weekly ? usual + particular(ofWeek) : usual;
    }

    /** What an hour of the week has shown, the less the seldomer it was seen. */
    private double particular(int weekHour) {
        double seen = weekHoursSeen[weekHour];
        return ofWeekHour[weekHour] * seen / (seen + 1);
    }

    private static int weekday(long time) {
        return (int) Math.floorMod(Math.floorDiv(time, DAY_MILLIS) + FIRST_WEEKDAY, (long) DAYS);
    }

    private static double bounded(double error, double most) {
        return Math.max(-most, Math.min(most, error));
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(level);
        out.writeDouble(dailyError);
        out.writeDouble(weeklyError);
        out.writeInt(shift);
        for (double[] part : new double[][] {ofHour, hoursSeen, ofWeekHour, weekHoursSeen}) {
            for (double value : part) {
                out.writeDouble(value);
            }
        }
    }

    void read(DataInput in) throws IOException {
        level = in.readDouble();
        dailyError = in.readDouble();
        weeklyError = in.readDouble();
        shift = in.readInt();
        for (double[] part : new double[][] {ofHour, hoursSeen, ofWeekHour, weekHoursSeen}) {
            for (int each = 0; each < part.length; each++) {
                part[each] = in.readDouble();
            }
        }
    }
}
