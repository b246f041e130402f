package io.clientele.analytics.evaluate;

import org.hipparchus.util.FastMath;

/** How far forecasts of amounts and numbers were off. */
public final class Errors {

    private Errors() {}

    /**
     * The mean absolute error, in the unit of the forecasts.
     *
     * @return 0 or more; NaN without a forecast
     * @throws IllegalArgumentException if there are not as many outcomes as forecasts
     */
    public static double meanAbsolute(double[] forecasts, double[] outcomes) {
        Paired.requireSame("outcomes", outcomes.length, forecasts.length);
        double sum = 0;
        for (int i = 0; i < forecasts.length; i++) {
            sum += FastMath.abs(forecasts[i] - outcomes[i]);
        }
        return sum / forecasts.length;
    }

    /**
     * The root of the mean squared error, in the unit of the forecasts.
     *
     * @return 0 or more; NaN without a forecast
     * @throws IllegalArgumentException if there are not as many outcomes as forecasts
     */
    public static double rootMeanSquare(double[] forecasts, double[] outcomes) {
        Paired.requireSame("outcomes", outcomes.length, forecasts.length);
        double sum = 0;
        for (int i = 0; i < forecasts.length; i++) {
            double error = forecasts[i] - outcomes[i];
            sum += error * error;
        }
        return FastMath.sqrt(sum / forecasts.length);
    }
}
