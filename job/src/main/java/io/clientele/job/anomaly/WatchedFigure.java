package io.clientele.job.anomaly;

import io.clientele.analytics.anomaly.Scale;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A figure of the KPI points that can be added up over several of their windows: a count, a sum of
 * amounts, or their mean.
 */
enum WatchedFigure {
    GROSS_REVENUE("sales", "gross_revenue", "gross_revenue", "orders", Scale.AMOUNT),
    ORDERS("sales", "orders", Scale.COUNT),
    AVERAGE_ORDER_VALUE("sales", "average_order_value", "gross_revenue", "orders", Scale.MEAN),
    UNITS("sales", "units", Scale.COUNT),
    REFUNDS("sales", "refunds", "refunds", "refund_count", Scale.AMOUNT),
    REFUND_COUNT("sales", "refund_count", Scale.COUNT),
    ANONYMOUS_ORDERS("sales", "anonymous_orders", Scale.COUNT),
    ANONYMOUS_REVENUE(
            "sales", "anonymous_revenue", "anonymous_revenue", "anonymous_orders", Scale.AMOUNT),
    ACTIVE("customers", "active", Scale.COUNT),
    NEW("customers", "new", Scale.COUNT),
    RETURNING("customers", "returning", Scale.COUNT),
    READ("pipeline", "events", Scale.COUNT),
    ACCEPTED("pipeline", "accepted", Scale.COUNT),
    DUPLICATES("pipeline", "duplicates", Scale.COUNT),
    DEAD_LETTERS("pipeline", "dead_letters", Scale.COUNT),
    LATE_EVENTS("pipeline", "late_events", Scale.COUNT),
    EVENTS("events", "count", Scale.COUNT),
    DEAD_LETTERS_BY_REASON("dead_letters", "count", Scale.COUNT);

    private final String measurement;
    private final String field;
    private final String sum;
    private final Optional<String> parts;
    private final Scale scale;

    WatchedFigure(String measurement, String field, Scale scale) {
        this.measurement = measurement;
        this.field = field;
        this.sum = field;
        this.parts = Optional.empty();
        this.scale = scale;
    }

    WatchedFigure(String measurement, String field, String sum, String parts, Scale scale) {
        this.measurement = measurement;
        this.field = field;
        this.sum = sum;
        this.parts = Optional.of(parts);
        this.scale = scale;
    }

    /** The figure of that name, if it can be watched. */
    static Optional<WatchedFigure> of(String measurement, String field) {
        return Arrays.stream(values())
                .filter(figure -> figure.measurement.equals(measurement))
                .filter(figure -> figure.field.equals(field))
                .findFirst();
    }

    /**
     * Checks what says which series are watched.
     *
     * @throws IllegalArgumentException naming it and what can be watched
     */
    static void checkSelector(String selector) {
        boolean known =
                Arrays.stream(values())
                        .anyMatch(
                                figure ->
                                        selector.equals(figure.selector())
                                                || selector.startsWith(figure.selector() + "."));
        if (!known) {
            List<String> all = Arrays.stream(values()).map(WatchedFigure::selector).toList();
            throw new IllegalArgumentException(
                    "anomalies.series: \"%s\", expected one of %s, and a tag's value where there is one"
                            .formatted(selector, String.join(", ", all)));
        }
    }

    String measurement() {
        return measurement;
    }

    String field() {
        return field;
    }

    /** The field that is added up. */
    String sum() {
        return sum;
    }

    /** The field that says of how many parts the sum is; empty for a count. */
    Optional<String> parts() {
        return parts;
    }

    Scale scale() {
        return scale;
    }

    /** How it is named in the settings. */
    String selector() {
        return measurement + "." + field;
    }
}
