package io.clientele.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.artefact.TrainedModels;
import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorerTest {

    private static final List<Models> DAYS = TrainedModels.ofEachDay();

    @Test
    void what_is_shared_between_customers_changes_no_estimate_by_a_bit() {
        Scorer scorer = new Scorer();
        for (Models models : DAYS) {
            if (models.value().isEmpty() || models.churn().isEmpty()) {
                continue;
            }
            ValueModels value = models.value().get();
            ChurnModel churn = models.churn().get();
            int horizon = churn.settings().horizonDays();
            for (int orders = 1; orders < 5; orders++) {
                for (int silent = 0; silent < 10; silent++) {
                    Standing customer = TrainedModels.customer(orders, silent);
                    Insight insight = scorer.insight(models, "c", customer, models.day());
                    assertThat(insight.value())
                            .contains(value.of(customer.lifetime(), models.day()));
                    assertThat(insight.churn())
                            .isEqualTo(
                                    churn.predict(
                                            ChurnRows.of(
                                                    models.value(),
                                                    horizon,
                                                    "c",
                                                    customer,
                                                    models.day()),
                                            models.day()));
                }
            }
        }
    }

    @Test
    void nothing_is_known_of_somebody_without_an_order() {
        Standing prospect =
                new Standing(DAYS.get(0).day(), Lifetime.NONE, List.of(WindowTotals.NONE));
        assertThat(new Scorer().insight(DAYS.get(0), "c", prospect, DAYS.get(0).day()))
                .isEqualTo(Insight.NONE);
    }
}
