package io.clientele.analytics.model;

import io.clientele.analytics.churn.ChurnRow;
import io.clientele.analytics.ledger.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What churn is predicted from, taken from where customers stand and the value model. */
final class ChurnRows {

    private ChurnRows() {}

    /** The row of a customer with an order. */
    static ChurnRow of(
            Optional<ValueModels> value,
            int horizonDays,
            String customerId,
            Standing standing,
            long day) {
        ChurnRow row = ChurnRow.of(customerId, standing);
        return value.isEmpty()
                ? row
                : row.withPurchaseModel(
                        value.get().probabilityOfSilence(standing.lifetime(), day, horizonDays));
    }

    /** One row for each customer with an order. */
    static List<ChurnRow> of(
            Optional<ValueModels> value,
            int horizonDays,
            Map<String, Standing> customers,
            long day) {
        List<ChurnRow> rows = new ArrayList<>();
        customers.forEach(
                (customer, standing) -> {
                    if (standing.lifetime().hasOrdered()) {
                        rows.add(of(value, horizonDays, customer, standing, day));
                    }
                });
        return rows;
    }
}
