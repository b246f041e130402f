package io.clientele.analytics.simulate.truth;

import io.clientele.analytics.simulate.PurchaseSettings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.hipparchus.special.Gamma;

/**
 * The maximum of BG/NBD's likelihood (Fader, Hardie and Lee 2005, equation 6), searched by Nelder
 * and Mead's simplex over the logarithms of the parameters. Only for small tests.
 */
final class PurchaseFit {
    private static final int PARAMETERS = 4;

    private final Map<History, Integer> histories = new HashMap<>();
    private int mostPurchases;

    /** Whole days, so that customers alike are one. */
    private record History(int repeats, int lastDay, int days) {}

    /** Adds a customer: distinct days with a repeat purchase, the last of these, days observed. */
    void add(int repeats, int lastDay, int days) {
        histories.merge(new History(repeats, lastDay, days), 1, Integer::sum);
        mostPurchases = Math.max(mostPurchases, repeats);
    }

    PurchaseSettings fit() {
        double[][] simplex = new double[PARAMETERS + 1][PARAMETERS];
        double[] values = new double[PARAMETERS + 1];
        for (int corner = 0; corner <= PARAMETERS; corner++) {
            if (corner > 0) {
                simplex[corner][corner - 1] = 1;
            }
            values[corner] = loss(simplex[corner]);
        }
        for (int step = 0; step < 400; step++) {
            sort(simplex, values);
            if (values[PARAMETERS] - values[0] < 1e-6 * values[0] * 1e-3) {
                break;
            }
            improve(simplex, values);
        }
        sort(simplex, values);
        return settings(simplex[0]);
    }

    private void improve(double[][] simplex, double[] values) {
        double[] worst = simplex[PARAMETERS];
        double[] middle = new double[PARAMETERS];
        for (int corner = 0; corner < PARAMETERS; corner++) {
            for (int axis = 0; axis < PARAMETERS; axis++) {
                middle[axis] += simplex[corner][axis] / PARAMETERS;
            }
        }
        double[] reflected = along(middle, worst, -1);
        double value = loss(reflected);
        if (value < values[0]) {
            double[] farther = along(middle, worst, -2);
            double fartherValue = loss(farther);
            replace(simplex, values, fartherValue < value ? farther : reflected);
        } else if (value < values[PARAMETERS - 1]) {
            replace(simplex, values, reflected);
        } else {
            double[] nearer = along(middle, value < values[PARAMETERS] ? reflected : worst, 0.5);
            if (loss(nearer) < Math.min(value, values[PARAMETERS])) {
                replace(simplex, values, nearer);
            } else {
                for (int corner = 1; corner <= PARAMETERS; corner++) {
                    simplex[corner] = along(simplex[0], simplex[corner], 0.5);
                    values[corner] = loss(simplex[corner]);
                }
            }
        }
    }

    private void replace(double[][] simplex, double[] values, double[] point) {
        simplex[PARAMETERS] = point;
        values[PARAMETERS] = loss(point);
    }

    private static double[] along(double[] from, double[] to, double share) {
        double[] point = new double[PARAMETERS];
        for (int axis = 0; axis < PARAMETERS; axis++) {
            point[axis] = from[axis] + share * (to[axis] - from[axis]);
        }
        return point;
    }

    private static void sort(double[][] simplex, double[] values) {
        Integer[] order = {0, 1, 2, 3, 4};
        Arrays.sort(order, Comparator.comparingDouble(corner -> values[corner]));
        double[][] corners = simplex.clone();
        double[] losses = values.clone();
        for (int place = 0; place <= PARAMETERS; place++) {
            simplex[place] = corners[order[place]];
            values[place] = losses[order[place]];
        }
    }

    private static PurchaseSettings settings(double[] logarithms) {
        return new PurchaseSettings(
                Math.exp(logarithms[0]),
                Math.exp(logarithms[1]),
                Math.exp(logarithms[2]),
                Math.exp(logarithms[3]));
    }

    private double loss(double[] logarithms) {
        PurchaseSettings purchase = settings(logarithms);
        double r = purchase.r();
        double alpha = purchase.alpha();
        double a = purchase.a();
        double b = purchase.b();
        double[] perPurchases = new double[mostPurchases + 1];
        for (int x = 0; x <= mostPurchases; x++) {
            perPurchases[x] =
                    Gamma.logGamma(r + x)
                            - Gamma.logGamma(r)
                            + r * Math.log(alpha)
                            + Gamma.logGamma(a + b)
                            - Gamma.logGamma(b)
                            + Gamma.logGamma(b + x)
                            - Gamma.logGamma(a + b + x);
        }
        double sum = 0;
        for (Map.Entry<History, Integer> entry : histories.entrySet()) {
            History history = entry.getKey();
            int x = history.repeats();
            double alive = -(r + x) * Math.log(alpha + history.days() / 7.0);
            double either = alive;
            if (x > 0) {
                double gone =
                        Math.log(a / (b + x - 1))
                                - (r + x) * Math.log(alpha + history.lastDay() / 7.0);
                double larger = Math.max(alive, gone);
                either = larger + Math.log1p(Math.exp(Math.min(alive, gone) - larger));
            }
            sum += entry.getValue() * (perPurchases[x] + either);
        }
        return -sum;
    }
}
