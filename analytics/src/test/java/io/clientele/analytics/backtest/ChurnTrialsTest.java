package io.clientele.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.clientele.analytics.backtest.ChurnTrial.Figures;
import io.clientele.analytics.churn.Candidate;
import io.clientele.analytics.churn.ChurnRow;
import io.clientele.analytics.churn.ChurnSettings;
import io.clientele.analytics.churn.ChurnTrainer;
import io.clientele.analytics.churn.FtrlSettings;
import io.clientele.analytics.history.ShopHistory;
import io.clientele.analytics.history.ShopHistory.Transaction;
import io.clientele.analytics.ledger.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChurnTrialsTest {

    private static final ChurnSettings MONTH = ChurnSettings.DEFAULT.withHorizon(30);
    private static final FtrlSettings OTHER = new FtrlSettings(0.5, 0.1, 3, 40);
    private static final long DAYS = 200;

    private static ShopHistory shop() {
        Random random = new Random(7);
        List<Transaction> transactions = new ArrayList<>();
        for (int c = 0; c < 120; c++) {
            double gap = 3 + 40 * random.nextDouble();
            double leaves = DAYS * (0.3 + random.nextDouble());
            for (double day = 60 * random.nextDouble(); day < Math.min(DAYS, leaves); ) {
                transactions.add(new Transaction("c" + c, (long) (day * 86_400_000), 5_000, false));
                day -= gap * Math.log(1 - random.nextDouble());
            }
        }
        return new ShopHistory(transactions);
    }

    private static List<ChurnRow> rows(Map<String, Standing> standings) {
        List<ChurnRow> rows = new ArrayList<>();
        standings.forEach((customer, standing) -> rows.add(ChurnRow.of(customer, standing)));
        return rows;
    }

    @Test
    void a_trial_learns_what_a_running_trainer_of_its_settings_learns() {
        ChurnTrials trials = new ChurnTrials(MONTH, List.of(FtrlSettings.DEFAULT, OTHER));
        ChurnTrainer running = new ChurnTrainer(MONTH.withRegression(OTHER));
        List<Long> compared = new ArrayList<>();

        shop().forEachDay(
                        DAYS,
                        (day, standings) -> {
                            List<ChurnRow> rows = rows(standings);
                            running.endDay(day, rows);
                            if (trials.isDue(day)) {
                                trials.endDay(day, rows);
                                double[] risks = trials.trials().get(1).risks(day, rows);
                                for (int i = 0; i < risks.length; i++) {
                                    assertThat(risks[i])
                                            .isEqualTo(
                                                    running.model()
                                                            .risk(
                                                                    Candidate.REGRESSION,
                                                                    rows.get(i),
                                                                    day));
                                }
                                if (risks.length > 0) {
                                    compared.add(day);
                                }
                            }
                        });

        assertThat(compared).hasSizeGreaterThan(20);
    }

    @Test
    void predictions_are_judged_when_their_horizon_has_passed() {
        ShopHistory shop = shop();
        ChurnTrials trials = new ChurnTrials(MONTH, List.of(FtrlSettings.DEFAULT));
        double[] silent = {0, 0};
        shop.forEachDay(
                DAYS,
                (day, standings) -> {
                    if (trials.isDue(day)) {
                        trials.endDay(day, rows(standings));
                    }
                    if (day == 140) {
                        for (String customer : standings.keySet()) {
                            silent[0] += shop.ordersWithin(customer, day, 30) ? 0 : 1;
                            silent[1]++;
                        }
                    }
                });

        ChurnTrial trial = trials.trials().get(0);
        Figures ofOneDay = trial.figures(140, 140);
        double rate = silent[0] / silent[1];
        assertThat(ofOneDay.days()).isEqualTo(1);
        assertThat(ofOneDay.auc()).isBetween(0.6, 1.0);
        assertThat(ofOneDay.brier()).isLessThan(rate * (1 - rate) + 0.02);
        assertThat(trial.figures(DAYS - 29, DAYS).days()).as("not known yet").isZero();
        assertThat(trial.figures(140, 147).auc())
                .isCloseTo((ofOneDay.auc() + trial.figures(147, 147).auc()) / 2, within(1e-12));
    }
}
