package io.clientele.analytics.simulate;

import java.util.List;

/** The kinds of anomalies that can be planted into the shop's figures. */
public enum AnomalyKind {
    /** Nothing can be ordered, though people come and fill their carts. */
    OUTAGE(2, 6, 0, 0, List.of(Sign.down("sales", "orders"), Sign.down("sales", "gross_revenue"))),

    /** A crowd of strangers comes and buys. */
    FLASH_SALE(
            3,
            8,
            4,
            8,
            List.of(
                    Sign.up("sales", "orders"),
                    Sign.up("sales", "gross_revenue"),
                    Sign.up("sales", "anonymous_orders"))),

    /** Everything is sold at a small share of its price. */
    BAD_PRICE(
            6,
            12,
            0.05,
            0.2,
            List.of(
                    Sign.down("sales", "average_order_value"),
                    Sign.down("sales", "gross_revenue"))),

    /** Many of the last week's orders are refunded at once. */
    REFUND_WAVE(
            6,
            12,
            0.15,
            0.3,
            List.of(
                    Sign.up("sales", "refund_count"),
                    Sign.up("sales", "refunds"),
                    Sign.up("sales", "refund_rate"),
                    Sign.down("sales", "net_revenue")));

    private final int fewestHours;
    private final int mostHours;
    private final double weakest;
    private final double strongest;
    private final List<Sign> signs;

    AnomalyKind(
            int fewestHours, int mostHours, double weakest, double strongest, List<Sign> signs) {
        this.fewestHours = fewestHours;
        this.mostHours = mostHours;
        this.weakest = weakest;
        this.strongest = strongest;
        this.signs = signs;
    }

    /** Where it shows, the clearest first. */
    public List<Sign> signs() {
        return signs;
    }

    int hours(RandomDraws draws) {
        return draws.among(fewestHours, mostHours);
    }

    double strength(RandomDraws draws) {
        return draws.between(weakest, strongest);
    }

    /**
     * A field of a KPI point that an anomaly moves.
     *
     * @param measurement the point's measurement
     * @param field the point's field
     * @param direction where it goes
     */
    public record Sign(String measurement, String field, Direction direction) {
        static Sign up(String measurement, String field) {
            return new Sign(measurement, field, Direction.UP);
        }

        static Sign down(String measurement, String field) {
            return new Sign(measurement, field, Direction.DOWN);
        }
    }

    /** Where a figure goes. */
    public enum Direction {
        /** Higher than expected. */
        UP,
        /** Lower than expected. */
        DOWN
    }
}
