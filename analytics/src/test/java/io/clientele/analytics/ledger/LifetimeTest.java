package io.clientele.analytics.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LifetimeTest {

    private static final double EXACT = 1e-12;

    @Test
    void the_statistics_of_the_value_models_follow_from_distinct_days() {
        CustomerLedger ledger = new CustomerLedger(273);
        ledger.order(0, 0, 1_000);
        ledger.order(1, 0, 500);
        ledger.order(10 * 86_400_000L, 10, 2_000);
        ledger.order(30 * 86_400_000L, 30, 4_000);
        ledger.order(30 * 86_400_000L + 1, 30, 1_000);

        Lifetime lifetime = ledger.lifetime();
        assertThat(lifetime.repeatDays()).isEqualTo(2);
        assertThat(lifetime.daysToLastOrder()).isEqualTo(30);
        assertThat(lifetime.daysObserved(273)).isEqualTo(273);
        assertThat(lifetime.meanOrder()).isCloseTo(1_700, within(EXACT));
        assertThat(lifetime.meanRepeatDay()).isCloseTo(3_500, within(EXACT));
        assertThat(lifetime.meanGap()).isCloseTo(15, within(EXACT));
        assertThat(lifetime.gapVariance()).as("of 10 and 20").isCloseTo(50, within(EXACT));
    }

    @Test
    void somebody_who_bought_on_one_day_has_no_gaps() {
        CustomerLedger ledger = new CustomerLedger(5);
        ledger.order(0, 0, 1_000);

        assertThat(ledger.lifetime().repeatDays()).isZero();
        assertThat(ledger.lifetime().meanRepeatDay()).isZero();
        assertThat(ledger.lifetime().meanGap()).isZero();
        assertThat(ledger.lifetime().gapVariance()).isZero();
    }
}
