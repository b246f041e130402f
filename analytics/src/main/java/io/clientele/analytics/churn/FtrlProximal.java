package io.clientele.analytics.churn;

/**
 * Logistic regression learnt online by FTRL-Proximal with a learning rate of its own for each
 * coordinate (McMahan et al., Ad click prediction: a view from the trenches, KDD 2013, algorithm
 * 1).
 *
 * <p>Not thread-safe.
 */
public final class FtrlProximal {

    private final FtrlSettings settings;
    final double[] z;
    final double[] n;
    private final double[] weights;

    /** With weights of 0 for so many coordinates. */
    public FtrlProximal(FtrlSettings settings, int coordinates) {
        this(settings, new double[coordinates], new double[coordinates]);
    }

    /** As it was kept: z and n of the algorithm, which it takes over. */
    FtrlProximal(FtrlSettings settings, double[] z, double[] n) {
        this.settings = settings;
        this.z = z;
        this.n = n;
        this.weights = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            weights[i] = weight(i);
        }
    }

    /** The log-odds of an example: w · x. */
    public double margin(double[] x) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * x[i];
        }
        return sum;
    }

    /**
     * Learns from an example.
     *
     * @param label 1 or 0
     * @param importance how many examples it counts for, greater than 0
     */
    public void learn(double[] x, int label, double importance) {
        double error = (Logistic.probability(margin(x)) - label) * importance;
        for (int i = 0; i < weights.length; i++) {
            double gradient = error * x[i];
            if (gradient == 0) {
                continue;
            }
            double squares = n[i] + gradient * gradient;
            double sigma = (Math.sqrt(squares) - Math.sqrt(n[i])) / settings.alpha();
            z[i] += gradient - sigma * weights[i];
            n[i] = squares;
            weights[i] = weight(i);
        }
    }

    /** One with the same weights and the same learning so far that goes on by other settings. */
    FtrlProximal learningBy(FtrlSettings other) {
        double[] moved = new double[z.length];
        for (int i = 0; i < moved.length; i++) {
            double rate = (other.beta() + Math.sqrt(n[i])) / other.alpha() + other.l2();
            moved[i] =
                    weights[i] == 0
                            ? Math.max(-other.l1(), Math.min(other.l1(), z[i]))
                            : -weights[i] * rate - Math.signum(weights[i]) * other.l1();
        }
        return new FtrlProximal(other, moved, n.clone());
    }

    private double weight(int i) {
        if (Math.abs(z[i]) <= settings.l1()) {
            return 0;
        }
        double rate = (settings.beta() + Math.sqrt(n[i])) / settings.alpha() + settings.l2();
        return -(z[i] - Math.signum(z[i]) * settings.l1()) / rate;
    }

    /** The weights as of now. */
    public double[] weights() {
        return weights.clone();
    }
}
