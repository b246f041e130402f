package io.clientele.analytics.value;

import io.clientele.analytics.value.Objective.Evaluation;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.util.FastMath;

/**
 * Newton's method over the logarithms of the parameters, within bounds. Where the function is not
 * concave, the curvature counts by its magnitude (Nocedal and Wright 2006, section 3.4); a
 * parameter that runs to a bound stays there as long as the slope points beyond.
 *
 * <p>The result depends on the function and the start alone.
 */
final class Maximizer {

    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 40;
    private static final double LONGEST_STEP = 2;
    private static final double LEAST_CURVATURE = 1e-12;
    private static final double SLOPE_TOLERANCE = 1e-9;
    private static final double ROUNDING = 1e-13;

    /**
     * The range of a parameter.
     *
     * @param name as the literature has it
     * @param origin where its logarithm is counted from
     * @param least the lowest value, above the origin
     * @param most the highest value
     */
    record Range(String name, double origin, double least, double most) {
        double logLeast() {
            return FastMath.log(least - origin);
        }

        double logMost() {
            return FastMath.log(most - origin);
        }
    }

    /**
     * Where the search ended.
     *
     * @param converged whether it is a maximum within the bounds
     */
    record Maximum(List<Double> parameters, double value, int steps, boolean converged) {}

    private final Objective objective;
    private final Range[] ranges;
    private final double scale;

    /** The scale is what the function's value grows with: the number of customers. */
    Maximizer(Objective objective, Range[] ranges, double scale) {
        this.objective = objective;
        this.ranges = ranges.clone();
        this.scale = scale;
    }

    Maximum from(double[] start) {
        double[] point = new double[start.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = within(i, FastMath.log(start[i] - ranges[i].origin()));
        }
        Evaluation here = at(point);
        for (int step = 0; step < MOST_STEPS && Double.isFinite(here.value()); step++) {
            boolean[] free = free(point, here);
            if (steepest(here, free) <= SLOPE_TOLERANCE * scale) {
                return found(point, here, step, true);
            }
            double[] direction = direction(here, free);
            double[] next = point;
            Evaluation there = here;
            double length = 1;
            boolean better = false;
            for (int halving = 0; halving < MOST_HALVINGS && !better; halving++) {
                next = moved(point, direction, length);
                there = at(next);
                better = isBetter(here, there, point, next);
                length /= 2;
            }
            if (!better) {
                // No digits are left to climb by: a maximum if it is nearly flat.
                boolean flat = steepest(here, free) <= 1e-5 * scale;
                return found(point, here, step, flat);
            }
            point = next;
            here = there;
        }
        return found(point, here, MOST_STEPS, false);
    }

    private Maximum found(double[] point, Evaluation here, int steps, boolean converged) {
        return new Maximum(
                Arrays.stream(parameters(point)).boxed().toList(), here.value(), steps, converged);
    }

    /** Whether the parameter is at an end of its range. */
    boolean isAtEdge(int parameter, double value) {
        double position = FastMath.log(value - ranges[parameter].origin());
        return position <= ranges[parameter].logLeast() + 1e-9
                || position >= ranges[parameter].logMost() - 1e-9;
    }

    private double within(int parameter, double position) {
        double least = ranges[parameter].logLeast();
        return FastMath.max(least, FastMath.min(ranges[parameter].logMost(), position));
    }

    private double[] parameters(double[] point) {
        double[] parameters = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            parameters[i] = ranges[i].origin() + FastMath.exp(point[i]);
        }
        return parameters;
    }

    /** The function and its derivatives by the logarithms. */
    private Evaluation at(double[] point) {
        Evaluation natural = objective.at(parameters(point));
        int n = point.length;
        double[] gradient = new double[n];
        double[][] hessian = new double[n][n];
        for (int i = 0; i < n; i++) {
            double inner = FastMath.exp(point[i]);
            gradient[i] = inner * natural.slope(i);
            for (int j = 0; j < n; j++) {
                hessian[i][j] = inner * FastMath.exp(point[j]) * natural.bend(i, j);
            }
            hessian[i][i] += gradient[i];
        }
        return new Evaluation(natural.value(), gradient, hessian);
    }

    private boolean[] free(double[] point, Evaluation here) {
        boolean[] free = new boolean[point.length];
        for (int i = 0; i < point.length; i++) {
            boolean outwards =
                    (point[i] <= ranges[i].logLeast() && here.slope(i) <= 0)
                            || (point[i] >= ranges[i].logMost() && here.slope(i) >= 0);
            free[i] = !outwards;
        }
        return free;
    }

    private static double steepest(Evaluation here, boolean[] free) {
        double steepest = 0;
        for (int i = 0; i < free.length; i++) {
            steepest = free[i] ? FastMath.max(steepest, FastMath.abs(here.slope(i))) : steepest;
        }
        return steepest;
    }

    private double[] direction(Evaluation here, boolean[] free) {
        int n = free.length;
        double[][] curvature = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                curvature[i][j] = free[i] && free[j] ? here.bend(i, j) : 0;
            }
            curvature[i][i] = free[i] ? curvature[i][i] : -scale;
        }
        EigenDecompositionSymmetric axes =
                new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(curvature));
        double[] direction = new double[n];
        for (int k = 0; k < n; k++) {
            double[] axis = axes.getEigenvector(k).toArray();
            double slope = 0;
            for (int i = 0; i < n; i++) {
                slope += free[i] ? axis[i] * here.slope(i) : 0;
            }
            double bend =
                    FastMath.max(FastMath.abs(axes.getEigenvalue(k)), LEAST_CURVATURE * scale);
            for (int i = 0; i < n; i++) {
                direction[i] += free[i] ? axis[i] * slope / bend : 0;
            }
        }
        double longest = 0;
        for (double one : direction) {
            longest = FastMath.max(longest, FastMath.abs(one));
        }
        for (int i = 0; i < n && longest > LONGEST_STEP; i++) {
            direction[i] *= LONGEST_STEP / longest;
        }
        return direction;
    }

    private double[] moved(double[] point, double[] direction, double length) {
        double[] moved = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            moved[i] = within(i, point[i] + length * direction[i]);
        }
        return moved;
    }

    private boolean isBetter(Evaluation here, Evaluation there, double[] from, double[] to) {
        double expected = 0;
        for (int i = 0; i < from.length; i++) {
            expected += here.slope(i) * (to[i] - from[i]);
        }
        double rounding = ROUNDING * FastMath.abs(here.value());
        return there.value() >= here.value() + 1e-4 * expected - rounding;
    }
}
