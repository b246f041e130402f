package io.clientele.analytics.churn;

import java.io.Serializable;

/**
 * The parameters of FTRL-Proximal.
 *
 * @param alpha the learning rate's scale, greater than 0
 * @param beta what steadies the first steps, at least 0
 * @param l1 the pull to exactly 0, at least 0
 * @param l2 the pull towards 0, at least 0
 */
public record FtrlSettings(double alpha, double beta, double l1, double l2)
        implements Serializable {

    /** Slow enough for some ten thousand labels, hardly regularised. */
    public static final FtrlSettings DEFAULT = new FtrlSettings(0.05, 1, 0, 1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is wrong, its value and what was expected
     */
    public FtrlSettings {
        require(alpha > 0 && alpha < Double.POSITIVE_INFINITY, "alpha", alpha, "greater than 0");
        require(beta >= 0 && beta < Double.POSITIVE_INFINITY, "beta", beta, "at least 0");
        require(l1 >= 0 && l1 < Double.POSITIVE_INFINITY, "l1", l1, "at least 0");
        require(l2 >= 0 && l2 < Double.POSITIVE_INFINITY, "l2", l2, "at least 0");
    }

    private static void require(boolean holds, String field, double value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s: %s, expected a number %s".formatted(field, value, expected));
        }
    }
}
