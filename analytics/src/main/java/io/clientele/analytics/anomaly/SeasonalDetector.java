package io.clientele.analytics.anomaly;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Forecasts each point by the season, and asks how rare its error has been in the past. Three kinds
 * of evidence, of which the strongest counts:
 *
 * <ul>
 *   <li>the error itself, by how few errors were near it ({@link DensitySketch});
 *   <li>the step from the point before, by how few were as large ({@link TailSketch});
 *   <li>the drift, an exponentially weighted mean of the standardised errors (Roberts 1959), by how
 *       few were as large.
 * </ul>
 *
 * <p>Evidence is −log10(p √(d n)): p the probability of the like, d the points a day and n the
 * points that the past counts, so that p d is how many there are a day and p n how many there have
 * been; 0 is where the geometric mean of the two is one. Per point alone a fine series would raise
 * more than a coarse one. The score is 1 / (1 + 10^−evidence), 1/2 there, and 0 for what an {@link
 * Incident} has already shown.
 *
 * <p>Everything is measured in the series' own scale: a series and its multiples and shifts have
 * the same scores. The state is of constant size, at most 10 KB as bytes.
 */
public final class SeasonalDetector implements SeriesDetector {

    /** What nothing is told of yet: bins are laid by as many points. */
    static final int FIRST_POINTS = DensitySketch.FIRST;

    private static final double MEMORY = 2_000;
    private static final double DAY_MILLIS = 86_400_000;
    private static final double HOUR_MILLIS = 3_600_000;
    private static final double INTERVAL_GAIN = 0.1;
    private static final double DRIFT_GAIN = 1.0 / 8;
    private static final double DRIFT_BEND = 6;

    /** The standard deviation of the drift of independent errors. */
    private static final double DRIFT_SCALE = Math.sqrt(DRIFT_GAIN / (2 - DRIFT_GAIN));

    /** Half the range in which the error of a point is expected, in scales. */
    private static final double RANGE = 3;

    private static final double BANDWIDTH = 0.1;

    /**
     * 2.5 deviations off a normal's mean, the probability of that or more is 2.5 times the share
     * near it by a Cauchy kernel of {@value #BANDWIDTH}: log10 of that makes the two comparable.
     */
    private static final double DENSITY_TO_TAIL = 0.4;

    /** −log10 of a normal's tail is about z² / (2 ln 10) + log10 2. */
    private static final double NORMAL_TAIL = 1 / (2 * StrictMath.log(10));

    private static final double TWO_TAILS = StrictMath.log10(2);

    private final DetectorSettings settings;
    private final SeasonalForecast forecast = new SeasonalForecast();
    private final HuberScale errors;
    private final HuberScale steps;
    private final DensitySketch errorDensity;
    private final TailSketch stepTail = new TailSketch(MEMORY);
    private final TailSketch driftTail = new TailSketch(MEMORY);
    private final Incident incident;
    private long count;
    private long firstTime;
    private long lastTime;
    private double lastValue;
    private double interval;
    private double drift;

    /** Knows nothing of the series. */
    public SeasonalDetector(DetectorSettings settings) {
        this.settings = settings;
        this.errors = new HuberScale(MEMORY, settings.noise());
        this.steps = new HuberScale(MEMORY, settings.noise());
        this.errorDensity = new DensitySketch(MEMORY, BANDWIDTH, settings.noise());
        this.incident = new Incident(settings.threshold());
    }

    /** Whether the last point was part of an incident that has not ended. */
    public boolean hasOpenIncident() {
        return incident.isOpen();
    }

    @Override
    public Verdict observe(long time, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "value: %s, expected a finite number".formatted(value));
        }
        if (count == 0) {
            return begin(time, value);
        }
        if (count == 1) {
            interval = Math.max(1, time - lastTime);
        }
        count++;
        double expected = forecast.at(time);
        double error = value - expected;
        double step = value - lastValue;
        double bounded = Math.max(-DRIFT_BEND, Math.min(DRIFT_BEND, errors.standardise(error)));
        drift += DRIFT_GAIN * (bounded - drift);
        Verdict verdict = judge(time, expected, error, evidence(error, step));
        learn(time, value, error, step);
        return verdict;
    }

    private Verdict begin(long time, double value) {
        forecast.begin(value);
        count = 1;
        firstTime = time;
        lastTime = time;
        lastValue = value;
        return new Verdict(value, value, value, 0, false, false);
    }

    private double evidence(double error, double step) {
        double ofError =
                Math.min(
                        errorDensity.rarity(error) - DENSITY_TO_TAIL,
                        mostByChance(error, settings.noise()));
        double standardStep = steps.standardise(step);
        double ofStep =
                Math.min(
                        stepTail.rarity(standardStep),
                        mostByChance(step, settings.noise() * Math.sqrt(2)));
        double ofDrift =
                Math.min(
                        driftTail.rarity(drift),
                        settings.noise() > 0 ? mostByChance(drift, DRIFT_SCALE) : Double.MAX_VALUE);
        double pointsADay = DAY_MILLIS / interval;
        return Math.max(ofError, Math.max(ofStep, ofDrift))
                - 0.5 * StrictMath.log10(pointsADay * Math.min((double) count, MEMORY));
    }

    /** Nothing is rarer than by the noise that the series is known to have. */
    private static double mostByChance(double deviation, double noise) {
        if (noise == 0) {
            return Double.MAX_VALUE;
        }
        double z = deviation / noise;
        return z * z * NORMAL_TAIL + TWO_TAILS;
    }

    private Verdict judge(long time, double expected, double error, double evidence) {
        double half = RANGE * errors.scale();
        boolean known = count > FIRST_POINTS;
        double novelty = known ? incident.novelty(evidence) : 0;
        double score = novelty > 0 ? 1 / (1 + StrictMath.pow(10, -novelty)) : 0;
        boolean within = Math.abs(error) <= half;
        boolean recovered = incident.ends(within);
        boolean raised =
                known
                        && time - firstTime >= settings.warmUpMillis()
                        && incident.begins(score, within);
        return new Verdict(expected, expected - half, expected + half, score, raised, recovered);
    }

    private void learn(long time, double value, double error, double step) {
        stepTail.add(steps.standardise(step));
        driftTail.add(drift);
        steps.add(step);
        errors.add(error);
        errorDensity.add(error);
        interval += INTERVAL_GAIN * (Math.max(0, time - lastTime) - interval);
        forecast.learn(
                time, value, errors.scale(), errors.count(), Math.min(1, interval / HOUR_MILLIS));
        lastTime = time;
        lastValue = value;
    }

    void write(DataOutput out) throws IOException {
        writeUnsigned(count, out);
        writeSigned(firstTime, out);
        writeSigned(lastTime, out);
        out.writeDouble(lastValue);
        out.writeDouble(interval);
        out.writeDouble(drift);
        forecast.write(out);
        errors.write(out);
        steps.write(out);
        errorDensity.write(out);
        stepTail.write(out);
        driftTail.write(out);
        incident.write(out);
    }

    void read(DataInput in) throws IOException {
        count = readUnsigned(in);
        firstTime = readSigned(in);
        lastTime = readSigned(in);
        lastValue = in.readDouble();
        interval = in.readDouble();
        drift = in.readDouble();
        forecast.read(in);
        errors.read(in);
        steps.read(in);
        errorDensity.read(in);
        stepTail.read(in);
        driftTail.read(in);
        incident.read(in);
    }

    DetectorSettings settings() {
        return settings;
    }
}
