package io.clientele.analytics.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.churn.ChurnReplay.Score;
import io.clientele.analytics.history.PublishedShops;
import io.clientele.analytics.history.ShopHistory;
import io.clientele.analytics.history.SimulatedShops;
import io.clientele.analytics.simulate.SimulatorSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures of {@code docs/churn.md}, which it prints. */
class PublishedShopsChurnTest {

    private static final LocalDate JUDGED = LocalDate.of(2011, 9, 10);
    private static final LocalDate[] ONLINE_RETAIL = {
        LocalDate.of(2011, 5, 1), LocalDate.of(2011, 7, 1), LocalDate.of(2011, 8, 1), JUDGED
    };

    @Test
    void online_retail_is_ranked_far_better_than_by_recency_without_a_purchase_model() {
        ShopHistory shop = PublishedShops.onlineRetail();

        List<Score> scores =
                new ChurnReplay(shop, ChurnSettings.DEFAULT, false).scores(ONLINE_RETAIL);

        print("Online Retail, regression alone", scores);
        for (Score score : scores) {
            assertThat(score.auc()).isGreaterThan(score.recencyAuc() + 0.05);
            assertThat(score.brier()).isLessThan(score.baseRateBrier());
        }
        assertThat(scores.get(3).auc()).isGreaterThan(0.74);
    }

    @Test
    void the_champion_ranks_online_retail_far_better_than_recency() {
        ShopHistory shop = PublishedShops.onlineRetail();
        ChurnReplay replay = new ChurnReplay(shop, ChurnSettings.DEFAULT, true);

        List<Score> scores = replay.scores(ONLINE_RETAIL);

        print("Online Retail, champion and challenger", scores);
        replay.changes.forEach(System.out::println);
        for (Score score : scores) {
            assertThat(score.auc()).isGreaterThan(score.recencyAuc() + 0.05);
            assertThat(score.brier()).isLessThan(score.baseRateBrier());
        }
        assertThat(scores.get(3).auc()).isGreaterThan(0.74);
    }

    @Test
    void the_champion_ranks_cdnow_better_than_recency() {
        ShopHistory shop = PublishedShops.cdnow();

        List<Score> scores =
                new ChurnReplay(shop, ChurnSettings.DEFAULT, true)
                        .scores(LocalDate.of(1997, 9, 30), LocalDate.of(1997, 12, 31));

        print("CDNOW", scores);
        for (Score score : scores) {
            assertThat(score.auc()).isGreaterThan(score.recencyAuc());
            assertThat(score.brier()).isLessThan(0.85 * score.baseRateBrier());
        }
        // Who all began within one quarter differ by little else before they have a history.
        assertThat(scores.get(1).auc()).isGreaterThan(scores.get(1).recencyAuc() + 0.01);
    }

    @Test
    void the_champion_ranks_a_simulated_shop_better_than_recency() {
        SimulatorSettings settings =
                SimulatorSettings.of(2_000, 11).startingAt(Instant.parse("2025-01-01T00:00:00Z"));
        ShopHistory shop = SimulatedShops.of(settings, 400);

        List<Score> scores =
                new ChurnReplay(shop, ChurnSettings.DEFAULT, true)
                        .scores(LocalDate.of(2025, 8, 1), LocalDate.of(2025, 11, 1));

        print("Simulated", scores);
        for (Score score : scores) {
            assertThat(score.auc()).isGreaterThan(score.recencyAuc() + 0.015);
            assertThat(score.brier()).isLessThan(score.baseRateBrier());
        }
    }

    private static void print(String what, List<Score> scores) {
        scores.forEach(score -> System.out.println(what + ", " + score));
    }
}
