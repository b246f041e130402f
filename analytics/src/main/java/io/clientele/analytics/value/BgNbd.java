package io.clientele.analytics.value;

/**
 * The BG/NBD model: Fader, Hardie and Lee, "Counting your customers" the easy way, Marketing
 * Science 24 (2005). Customers can leave after each repeat purchase, so whoever has not come back
 * yet is surely still there.
 *
 * @param r shape of the purchase rate, greater than 0
 * @param alpha inverse scale of the purchase rate in weeks, greater than 0
 * @param a first shape of the dropout probability, greater than 0
 * @param b second shape of the dropout probability, greater than 0
 */
public record BgNbd(double r, double alpha, double a, double b) implements PurchaseModel {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is out of range
     */
    public BgNbd {
        Positive.require("r", r);
        Positive.require("alpha", alpha);
        Positive.require("a", a);
        Positive.require("b", b);
    }

    @Override
    public PurchaseFamily family() {
        return PurchaseFamily.BG_NBD;
    }
}
