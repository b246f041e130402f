package io.clientele.quickstart.evaluate;

import io.clientele.analytics.churn.FtrlSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;

/** Which settings of the churn regression are tried; those in force come first. */
enum SearchSpace {

    /** All combinations of a few values of each. */
    GRID {
        @Override
        List<FtrlSettings> candidates(FtrlSettings inForce, int most, long seed) {
            LinkedHashSet<FtrlSettings> all = new LinkedHashSet<>();
            all.add(inForce);
            for (double alpha : new double[] {0.01, 0.02, 0.05, 0.1, 0.2}) {
                for (double l2 : new double[] {1, 10, 100}) {
                    for (double l1 : new double[] {0, 10}) {
                        all.add(new FtrlSettings(alpha, 1, l1, l2));
                    }
                }
            }
            return all.stream().limit(most).toList();
        }
    },

    /**
     * Independent draws, evenly on a log scale (Bergstra and Bengio, Journal of Machine Learning
     * Research 13, 2012); every other one without L1.
     */
    RANDOM {
        @Override
        List<FtrlSettings> candidates(FtrlSettings inForce, int most, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<FtrlSettings> all = new ArrayList<>();
            all.add(inForce);
            while (all.size() < most) {
                double alpha = between(0.005, 0.5, random);
                double beta = between(0.1, 10, random);
                double l1 = between(0.1, 100, random);
                double l2 = between(0.1, 1_000, random);
                all.add(new FtrlSettings(alpha, beta, all.size() % 2 == 0 ? l1 : 0, l2));
            }
            return all;
        }
    };

    private static final double DIGITS = 1e4;

    /**
     * The candidates.
     *
     * @param inForce what is in force now
     * @param most how many there may be, at least 1
     */
    abstract List<FtrlSettings> candidates(FtrlSettings inForce, int most, long seed);

    /** Four decimal places, so that a file says exactly what was tried. */
    private static double between(double least, double most, SplittableRandom random) {
        double log = StrictMath.log(least) + random.nextDouble() * StrictMath.log(most / least);
        return Math.round(StrictMath.exp(log) * DIGITS) / DIGITS;
    }
}
