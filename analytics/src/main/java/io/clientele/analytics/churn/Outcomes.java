package io.clientele.analytics.churn;

/**
 * Predictions that met their labels, as counts over cells of risk and exact sums; they add up.
 *
 * <p>Not thread-safe.
 */
final class Outcomes {

    static final int CELLS = 1_000;
    private static final int BANDS = 10;

    /** Labels 0 and 1 of each cell of risk. */
    final long[][] counts = new long[2][CELLS];

    double logLoss;
    double squares;
    final double[] bandRisk = new double[BANDS];

    void add(double risk, int label) {
        int cell = Math.min(CELLS - 1, (int) (risk * CELLS));
        counts[label][cell]++;
        double clipped = Logistic.clipped(risk);
        logLoss -= StrictMath.log(label == 1 ? clipped : 1 - clipped);
        squares += (risk - label) * (risk - label);
        bandRisk[cell * BANDS / CELLS] += risk;
    }

    void add(Outcomes other) {
        for (int label = 0; label < 2; label++) {
            for (int cell = 0; cell < CELLS; cell++) {
                counts[label][cell] += other.counts[label][cell];
            }
        }
        for (int band = 0; band < BANDS; band++) {
            bandRisk[band] += other.bandRisk[band];
        }
        logLoss += other.logLoss;
        squares += other.squares;
    }

    ModelFigures figures() {
        long[] totals = new long[2];
        double concordant = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            concordant += counts[1][cell] * (totals[0] + counts[0][cell] / 2.0);
            totals[0] += counts[0][cell];
            totals[1] += counts[1][cell];
        }
        long labels = totals[0] + totals[1];
        if (labels == 0) {
            return ModelFigures.NONE;
        }
        double pairs = (double) totals[0] * totals[1];
        return new ModelFigures(
                labels,
                totals[1],
                pairs == 0 ? 0.5 : concordant / pairs,
                logLoss / labels,
                squares / labels,
                calibrationError(labels));
    }

    private double calibrationError(long labels) {
        double sum = 0;
        int width = CELLS / BANDS;
        for (int band = 0; band < BANDS; band++) {
            long churned = 0;
            for (int cell = band * width; cell < (band + 1) * width; cell++) {
                churned += counts[1][cell];
            }
            sum += Math.abs(bandRisk[band] - churned);
        }
        return sum / labels;
    }
}
