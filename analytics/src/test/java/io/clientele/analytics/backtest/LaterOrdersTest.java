package io.clientele.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LaterOrdersTest {

    @Test
    void orders_of_the_cut_and_beyond_the_days_do_not_count() {
        LaterOrders orders = new LaterOrders(100);
        orders.add("ann", 100, 1);
        orders.add("ann", 101, 20);
        orders.add("ann", 101, 300);
        orders.add("ann", 110, 4_000);
        orders.add("ann", 111, 50_000);

        assertThat(orders.purchaseDays("ann", 10)).isEqualTo(2);
        assertThat(orders.spend("ann", 10)).isEqualTo(4_320);
        assertThat(orders.purchaseDays("bob", 10)).isZero();
        assertThat(orders.spend("bob", 10)).isZero();
    }

    @Test
    void a_figure_is_found_by_its_name() {
        Figure figure = Figure.share("risk", "mean risk", 0.25).beside("happened", 0.5);
        Section section = new Section("churn", "Churn", List.of(figure), List.of());

        assertThat(section.figure("risk").baseline("happened")).hasValue(0.5);
        assertThat(section.figure("risk").baseline("recency")).isEmpty();
        assertThatThrownBy(() -> section.figure("auc"))
                .hasMessage("figure: \"auc\", expected one of [risk]");
    }
}
