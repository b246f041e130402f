package io.clientele.analytics.simulate;

/**
 * What customers do besides buying. Shares are from 0 to 1.
 *
 * @param perPurchase visits without a purchase for each one with, at least 0
 * @param abandonedCartShare share of those visits in which a cart is filled and left
 * @param anonymousShare share of all visits by people that the shop does not know; below 1
 * @param guestOrderShare share of the anonymous visits that end in an order
 * @param couponShare share of orders with a coupon
 * @param refundShare share of orders of which something is sent back, weeks later
 * @param cancelShare share of orders that are cancelled within hours, half of these without naming
 *     the amount
 * @param reviewShare share of orders after which a product is reviewed
 * @param supportShare share of orders after which the customer asks for support
 */
public record VisitSettings(
        double perPurchase,
        double abandonedCartShare,
        double anonymousShare,
        double guestOrderShare,
        double couponShare,
        double refundShare,
        double cancelShare,
        double reviewShare,
        double supportShare) {

    /** A shop like many. */
    public static final VisitSettings USUAL =
            new VisitSettings(3, 0.35, 0.25, 0.03, 0.15, 0.08, 0.02, 0.06, 0.04);

    /** Checks the ranges. */
    public VisitSettings {
        SimulatorSettings.requireAtLeast("perPurchase", perPurchase, 0);
        requireShare("abandonedCartShare", abandonedCartShare);
        requireShare("anonymousShare", anonymousShare);
        requireShare("guestOrderShare", guestOrderShare);
        requireShare("couponShare", couponShare);
        requireShare("refundShare", refundShare);
        requireShare("cancelShare", cancelShare);
        requireShare("reviewShare", reviewShare);
        requireShare("supportShare", supportShare);
        if (anonymousShare == 1) {
            throw new IllegalArgumentException("anonymousShare: 1.0, expected less than 1");
        }
        if (refundShare + cancelShare > 1) {
            throw new IllegalArgumentException(
                    "refundShare + cancelShare: %s, expected at most 1"
                            .formatted(refundShare + cancelShare));
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "%s: %s, expected a number from 0 to 1".formatted(name, value));
        }
    }
}
