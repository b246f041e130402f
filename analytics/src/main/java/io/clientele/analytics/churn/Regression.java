package io.clientele.analytics.churn;

import io.clientele.analytics.statistics.Moments;
import io.clientele.analytics.statistics.Standardisation;

/**
 * The online regression over features that it standardises itself. A missing feature is taken for
 * the mean, and an indicator of its own says that it is missing. Both classes get the same total
 * weight, by how often each has come so far; calibration takes that out again.
 *
 * <p>Not thread-safe.
 */
final class Regression {

    private static final double FARTHEST = 5;
    private static final double HEAVIEST = 5;

    final Moments moments;
    final FtrlProximal learner;
    final double[] labels;

    Regression(FtrlSettings settings, int features) {
        this(
                new Moments(features),
                new FtrlProximal(settings, coordinates(features)),
                new double[2]);
    }

    /** As it was kept: labels are how many of class 0 and of class 1 there have been. */
    Regression(Moments moments, FtrlProximal learner, double[] labels) {
        this.moments = moments;
        this.learner = learner;
        this.labels = labels;
    }

    /** The intercept, then the features, then whether each is missing. */
    static int coordinates(int features) {
        return 1 + 2 * features;
    }

    boolean isTrained() {
        return labels[0] > 0 && labels[1] > 0;
    }

    /** Takes in the features of examples that are about to be learnt. */
    void prepare(double[] features, int label) {
        moments.add(features);
        labels[label]++;
    }

    Standardisation standardisation() {
        return moments.standardisation();
    }

    void learn(double[] standardised, int label) {
        double total = labels[0] + labels[1];
        double importance = Math.min(HEAVIEST, total / (2 * Math.max(1, labels[label])));
        learner.learn(standardised, label, importance);
    }

    /** The coordinates of an example; those of a feature that has not varied yet are 0. */
    static double[] coordinates(double[] features, Standardisation standardisation) {
        int count = features.length;
        double[] x = new double[coordinates(count)];
        x[0] = 1;
        for (int j = 0; j < count; j++) {
            if (!standardisation.varies(j)) {
                continue;
            }
            double z = standardisation.standardise(j, features[j]);
            if (Double.isNaN(z)) {
                x[1 + count + j] = 1;
            } else {
                x[1 + j] = Math.max(-FARTHEST, Math.min(FARTHEST, z));
            }
        }
        return x;
    }
}
