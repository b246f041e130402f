package io.clientele.analytics.kpi;

import io.clientele.analytics.event.EventType;
import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.rfm.RfmGroup;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is summed in each window. A series that is split (by event type, by reason, by group) has
 * one sum for each part. Amounts are minor units.
 *
 * <p>State names a series by its {@link #code()} and a part by its name: a code that has shipped
 * keeps its meaning.
 */
public enum KpiSeries {
    GROSS_REVENUE(1),
    REFUNDS(2),
    ORDERS(3),
    REFUND_COUNT(4),
    UNITS(5),
    ANONYMOUS_ORDERS(6),
    ANONYMOUS_REVENUE(7),
    ANONYMOUS_EVENTS(8),
    /** Customers, each counted in the first event that it has in the window. */
    ACTIVE(9),
    /** Customers, each counted in the first event that it has in the day. */
    DAY_ACTIVE(10),
    /** Customers whose first order ever this is. */
    NEW(11),
    /** Customers with an order in the window who had ordered before the window. */
    RETURNING(12),
    /** Customers with an order in the day who had ordered before the day. */
    DAY_RETURNING(13),
    /** Profiles made, minus profiles removed. */
    KNOWN(14),
    DUPLICATES(15),
    LATE_EVENTS(16),
    EVENTS(17, EventType.class),
    DEAD_LETTERS(18, Refusal.Reason.class),
    GROUP_CUSTOMERS(19, RfmGroup.class),
    GROUP_VALUE(20, RfmGroup.class),
    MOVED_IN(21, RfmGroup.class),
    MOVED_OUT(22, RfmGroup.class),
    VIP_CUSTOMERS(23),
    /** Net amounts of VIPs in the longest window. */
    VIP_VALUE(24),
    VIPS_ENTERED(25),
    VIPS_LEFT(26),
    /** Events that came too late to be shown to rules in their order. */
    LATE_FOR_RULES(40);

    private final int code;
    private final Optional<Class<? extends Enum<?>>> split;

    KpiSeries(int code) {
        this.code = code;
        this.split = Optional.empty();
    }

    KpiSeries(int code, Class<? extends Enum<?>> split) {
        this.code = code;
        this.split = Optional.of(split);
    }

    /** What state names the series by. */
    int code() {
        return code;
    }

    /** The names of the parts, in their order; empty if the series is not split. */
    List<String> parts() {
        return split.map(
                        parts ->
                                Arrays.stream(parts.getEnumConstants())
                                        .map(part -> ((Enum<?>) part).name())
                                        .toList())
                .orElse(List.of());
    }
}
