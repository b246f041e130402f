package io.clientele.analytics.anomaly.nab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The scoring of the Numenta Anomaly Benchmark (Lavin and Ahmad 2015, "Evaluating Real-time Anomaly
 * Detection Algorithms – the Numenta Anomaly Benchmark", section 3).
 *
 * <p>Of the detections in a window the best counts, which is the earliest: the scaled sigmoid 2 /
 * (1 + e^5y) − 1 of its place y, −1 at the window's first point and near 0 at its last, in shares
 * of the sigmoid's value at −1. A window without one costs a false negative. Each detection outside
 * costs the sigmoid of its distance from the end of the last window before it, in window lengths,
 * and the whole false positive behind {@value #FAR} of them or where there is none. Nothing counts
 * in the probationary period: the first 15 % of a series, at most 750 points.
 *
 * <p>A total is normalised between the null detector, which finds nothing (0), and the perfect one
 * (100), which finds the first point of each window and nothing else.
 */
public final class NabScoring {

    private static final double PROBATIONARY_SHARE = 0.15;
    private static final int PROBATIONARY_MOST = 750;
    private static final double STEEPNESS = 5;
    private static final double FAR = 3;

    private final NabProfile profile;

    /** Scoring by a profile. */
    public NabScoring(NabProfile profile) {
        this.profile = profile;
    }

    /** A series with the scores that a detector gave its points. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Scored(LabelledSeries series, double[] scores) {

        /**
         * Checks the length.
         *
         * @throws IllegalArgumentException if there is not one score a point
         */
        public Scored {
            if (scores.length != series.points().size()) {
                throw new IllegalArgumentException(
                        "%s: %d scores, expected %d"
                                .formatted(series.name(), scores.length, series.points().size()));
            }
        }
    }

    /** How many points at the beginning of a series of a length do not count. */
    public static int probationaryPoints(int length) {
        return Math.min((int) Math.floor(PROBATIONARY_SHARE * length), PROBATIONARY_MOST);
    }

    /** The scaled sigmoid of a place relative to a window, −1 to 1. */
    public static double sigmoid(double place) {
        return place >= FAR ? -1 : 2 / (1 + StrictMath.exp(STEEPNESS * place)) - 1;
    }

    /** What the points of a series at or above a threshold are worth, not normalised. */
    public double score(Scored scored, double threshold) {
        Worth worth = new Worth(scored.series(), profile);
        for (int index = worth.firstThatCounts(); index < scored.scores().length; index++) {
            if (scored.scores()[index] >= threshold) {
                worth.detect(index);
            }
        }
        return worth.total();
    }

    /** What all series are worth together at one threshold, 100 for the perfect detector. */
    public double normalised(List<Scored> corpus, double threshold) {
        double total = 0;
        for (Scored scored : corpus) {
            total += score(scored, threshold);
        }
        return normalise(total, corpus.stream().map(Scored::series).toList());
    }

    /** A total between the null detector (0) and the perfect one (100) of the series. */
    public double normalise(double total, List<LabelledSeries> series) {
        double nothing = series.stream().mapToDouble(this::nullScore).sum();
        double perfect = series.stream().mapToDouble(this::perfectScore).sum();
        return 100 * (total - nothing) / (perfect - nothing);
    }

    /** What a detector that finds nothing gets. */
    public double nullScore(LabelledSeries series) {
        return -profile.falseNegative() * series.windows().size();
    }

    /** What a detector that finds the first point of each window gets. */
    public double perfectScore(LabelledSeries series) {
        return profile.truePositive() * series.windows().size();
    }

    /**
     * The one threshold at which the series together are worth most; infinite if nothing is worth
     * finding. Of several the highest.
     */
    public double bestThreshold(List<Scored> corpus) {
        List<Worth> worths =
                corpus.stream().map(scored -> new Worth(scored.series(), profile)).toList();
        List<Detection> detections = new ArrayList<>();
        double total = 0;
        for (int number = 0; number < corpus.size(); number++) {
            double[] scores = corpus.get(number).scores();
            Worth worth = worths.get(number);
            total += worth.total();
            for (int index = worth.firstThatCounts(); index < scores.length; index++) {
                detections.add(new Detection(scores[index], worth, index));
            }
        }
        detections.sort(Comparator.comparingDouble(Detection::score).reversed());
        double best = total;
        double threshold = Double.POSITIVE_INFINITY;
        for (int number = 0; number < detections.size(); number++) {
            Detection next = detections.get(number);
            total += next.worth().detect(next.index());
            boolean lastOfItsScore =
                    number + 1 == detections.size()
                            || detections.get(number + 1).score() < next.score();
            if (lastOfItsScore && total > best) {
                best = total;
                threshold = next.score();
            }
        }
        return threshold;
    }

    private record Detection(double score, Worth worth, int index) {}

    /** What the detections of one series are worth so far. */
    private static final class Worth {

        private static final int OUTSIDE = -1;

        private final NabProfile profile;
        private final int firstThatCounts;
        private final int[] windowOf;
        private final double[] worthOf;
        private final double[] bestOfWindow;
        private double total;

        Worth(LabelledSeries series, NabProfile profile) {
            this.profile = profile;
            int length = series.points().size();
            firstThatCounts = probationaryPoints(length);
            windowOf = new int[length];
            worthOf = new double[length];
            bestOfWindow = new double[series.windows().size()];
            Arrays.fill(windowOf, OUTSIDE);
            Arrays.fill(worthOf, -profile.falsePositive());
            Arrays.fill(bestOfWindow, -profile.falseNegative());
            total = -profile.falseNegative() * bestOfWindow.length;
            for (int number = 0; number < bestOfWindow.length; number++) {
                fill(series.windows().get(number), number, length);
            }
        }

        private void fill(AnomalyWindow window, int number, int length) {
            double points = window.length();
            for (int index = window.first(); index <= window.last(); index++) {
                double place = -(window.last() - index + 1) / points;
                windowOf[index] = number;
                worthOf[index] = profile.truePositive() * sigmoid(place) / sigmoid(-1);
            }
            // The windows come in order: the next one's points are set when it is its turn.
            for (int index = window.last() + 1; index < length; index++) {
                double place = (index - window.last()) / Math.max(1, points - 1);
                worthOf[index] = profile.falsePositive() * sigmoid(place);
            }
        }

        int firstThatCounts() {
            return firstThatCounts;
        }

        double total() {
            return total;
        }

        /** Adds a detection and says by how much the total changed. */
        double detect(int index) {
            double change = worthOf[index];
            if (windowOf[index] != OUTSIDE) {
                double best = bestOfWindow[windowOf[index]];
                change = Math.max(0, worthOf[index] - best);
                bestOfWindow[windowOf[index]] = best + change;
            }
            total += change;
            return change;
        }
    }
}
