package io.clientele.analytics.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.evaluate.Probabilities;
import io.clientele.analytics.evaluate.Ranks;
import io.clientele.analytics.history.PublishedShops;
import io.clientele.analytics.history.ShopHistory;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.statistics.Standardisation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why a snapshot is learnt at its horizon and not order by order; for {@code docs/churn.md}. */
class EarlyLabelsTest {

    private static final ChurnFeatures FEATURES = new ChurnFeatures(List.of());
    private static final int HORIZON = 90;
    private static final long JUDGED = LocalDate.of(2011, 9, 10).toEpochDay();

    private final ShopHistory shop = PublishedShops.onlineRetail();

    /** How a regression did that learnt all snapshots of the past, and from so many labels. */
    private record Learnt(int labels, double auc, double brier, double meanRisk) {}

    @Test
    void to_learn_orders_as_they_come_makes_everybody_look_faithful() {
        Learnt atHorizon = learn(JUDGED - HORIZON);
        Learnt asTheyCome = learn(JUDGED - 1);

        System.out.printf(
                Locale.ROOT,
                "Online Retail, labels at the horizon: %s, orders as they come: %s%n",
                atHorizon,
                asTheyCome);
        assertThat(asTheyCome.auc()).isLessThan(atHorizon.auc() - 0.02);
        assertThat(asTheyCome.brier()).isGreaterThan(atHorizon.brier() + 0.05);
    }

    private Learnt learn(long lastSnapshot) {
        Regression regression = new Regression(FtrlSettings.DEFAULT, FEATURES.count());
        List<Learnt> result = new ArrayList<>();
        shop.forEachDay(
                JUDGED,
                (day, standings) -> {
                    if (day % 7 == 0 && day <= lastSnapshot) {
                        learn(regression, day, standings);
                    } else if (day == JUDGED) {
                        result.add(score(regression, standings));
                    }
                });
        return result.get(0);
    }

    private void learn(Regression regression, long day, Map<String, Standing> standings) {
        List<double[]> features = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        standings.forEach(
                (customer, standing) -> {
                    int known = (int) Math.min(HORIZON, JUDGED - day);
                    boolean ordered = shop.ordersWithin(customer, day, known);
                    if (ordered || known == HORIZON) {
                        features.add(FEATURES.of(ChurnRow.of(customer, standing), day));
                        labels.add(ordered ? 0 : 1);
                    }
                });
        for (int i = 0; i < labels.size(); i++) {
            regression.prepare(features.get(i), labels.get(i));
        }
        Standardisation standardisation = regression.standardisation();
        for (int i = 0; i < labels.size(); i++) {
            double[] x = Regression.coordinates(features.get(i), standardisation);
            regression.learn(x, labels.get(i));
        }
    }

    private Learnt score(Regression regression, Map<String, Standing> standings) {
        double[] risks = new double[standings.size()];
        boolean[] churned = new boolean[risks.length];
        Standardisation standardisation = regression.standardisation();
        int i = 0;
        for (Map.Entry<String, Standing> customer : standings.entrySet()) {
            ChurnRow row = ChurnRow.of(customer.getKey(), customer.getValue());
            double[] x = Regression.coordinates(FEATURES.of(row, JUDGED), standardisation);
            risks[i] = Logistic.probability(regression.learner.margin(x));
            churned[i++] = !shop.ordersWithin(customer.getKey(), JUDGED, HORIZON);
        }
        return new Learnt(
                (int) (regression.labels[0] + regression.labels[1]),
                Ranks.areaUnderCurve(risks, churned),
                Probabilities.brier(risks, churned),
                Arrays.stream(risks).average().orElseThrow());
    }
}
