package io.clientele.quickstart.format;

import io.clientele.analytics.event.Refusal;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** What a row of a table means. */
sealed interface RowMeaning {

    /**
     * A line of an order or of a refund.
     *
     * @param order its number; empty if the row is an order of its own
     * @param customer empty if none is named
     * @param time milliseconds since 1970; empty where another row of the order tells it
     * @param amount what the row comes to; empty where the order's total counts
     * @param currency of the amounts; empty if none is named
     */
    record Line(
            String order,
            String customer,
            OptionalLong time,
            boolean refund,
            Optional<BigDecimal> amount,
            Optional<BigDecimal> total,
            Optional<BigDecimal> refunded,
            Optional<BigDecimal> price,
            Optional<BigDecimal> quantity,
            String currency,
            String product,
            String name,
            String category)
            implements RowMeaning {}

    /** A row that the user wants left out. */
    record LeftOut(RowCondition why) implements RowMeaning {}

    /** A row that cannot be read. */
    record Refused(Refusal why) implements RowMeaning {}

    /** A row of nothing but empty fields. */
    record Blank() implements RowMeaning {}
}
