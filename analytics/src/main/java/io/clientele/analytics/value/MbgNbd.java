package io.clientele.analytics.value;

/**
 * The MBG/NBD model: Batislam, Denizel and Filiztekin, Empirical validation and comparison of
 * models for customer base analysis, International Journal of Research in Marketing 24 (2007); the
 * same as the CBG/NBD model of Hoppe and Wagner (2007). Customers can leave after the first
 * purchase as after any other, so silence counts against one-time buyers, too.
 *
 * @param r shape of the purchase rate, greater than 0
 * @param alpha inverse scale of the purchase rate in weeks, greater than 0
 * @param a first shape of the dropout probability, greater than 0
 * @param b second shape of the dropout probability, greater than 0
 */
public record MbgNbd(double r, double alpha, double a, double b) implements PurchaseModel {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is out of range
     */
    public MbgNbd {
        Positive.require("r", r);
        Positive.require("alpha", alpha);
        Positive.require("a", a);
        Positive.require("b", b);
    }

    @Override
    public PurchaseFamily family() {
        return PurchaseFamily.MBG_NBD;
    }
}
