package io.clientele.analytics.simulate;

import java.util.List;

/** The kinds of anomalies that can be planted into the shop's figures. */
public enum AnomalyKind {
    /** Nothing can be ordered, though people come and fill their carts. */
    OUTAGE(2, 6, 0, 0),

    /** A crowd of strangers comes and buys. */
    FLASH_SALE(3, 8, 4, 8),

    /** Everything is sold at a small share of its price. */
    BAD_PRICE(6, 12, 0.05, 0.2),

    /** Many of the last week's orders are refunded at once. */
    REFUND_WAVE(6, 12, 0.15, 0.3);

    private static final String SALES = "sales";

    private final int fewestHours;
    private final int mostHours;
    private final double weakest;
    private final double strongest;

    AnomalyKind(int fewestHours, int mostHours, double weakest, double strongest) {
        this.fewestHours = fewestHours;
        this.mostHours = mostHours;
        this.weakest = weakest;
        this.strongest = strongest;
    }

    /** Where it shows, the clearest first. */
    public List<Sign> signs() {
        return switch (this) {
            case OUTAGE -> List.of(down("orders"), down("gross_revenue"));
            case FLASH_SALE -> List.of(up("orders"), up("gross_revenue"), up("anonymous_orders"));
            case BAD_PRICE -> List.of(down("average_order_value"), down("gross_revenue"));
            case REFUND_WAVE ->
                    List.of(
                            up("refund_count"),
                            up("refunds"),
                            up("refund_rate"),
                            down("net_revenue"));
        };
    }

    private static Sign up(String field) {
        return new Sign(SALES, field, Direction.UP);
    }

    private static Sign down(String field) {
        return new Sign(SALES, field, Direction.DOWN);
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
    public record Sign(String measurement, String field, Direction direction) {}

    /** Where a figure goes. */
    public enum Direction {
        /** Higher than expected. */
        UP,
        /** Lower than expected. */
        DOWN
    }
}
