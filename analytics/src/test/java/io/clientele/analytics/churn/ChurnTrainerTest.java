package io.clientele.analytics.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.history.ShopHistory;
import io.clientele.analytics.history.ShopHistory.Transaction;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ChurnTrainerTest {

    private static final ChurnSettings MONTH = ChurnSettings.DEFAULT.withHorizon(30);

    /** Customers who order at a rate of their own and leave some day. */
    private static ShopHistory shop(int customers, int days, long seed) {
        Random random = new Random(seed);
        List<Transaction> transactions = new ArrayList<>();
        for (int c = 0; c < customers; c++) {
            double gap = 3 + 40 * random.nextDouble();
            double leaves = days * (0.3 + random.nextDouble());
            for (double day = days * random.nextDouble() / 2; day < Math.min(days, leaves); ) {
                long at = (long) (day * 86_400_000);
                transactions.add(
                        new Transaction("c" + c, at, 1_000 + random.nextInt(9_000), false));
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

    private static Standing standing(long firstDay, long lastDay, long orders) {
        Lifetime lifetime = new Lifetime(orders, 100, 0, 0, 0, firstDay, lastDay, orders, 100, 0);
        return new Standing(lastDay, lifetime, List.of(new WindowTotals(orders, 100)));
    }

    private static <T> T throughBytes(Codec<T> codec, T value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(value, new DataOutputStream(bytes));
        return codec.read(
                codec.version(),
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    @Test
    void nothing_is_learnt_before_the_horizon_of_the_first_snapshot_has_passed() {
        ChurnTrainer trainer = new ChurnTrainer(MONTH);
        shop(60, 60, 1)
                .forEachDay(
                        59,
                        (day, standings) -> {
                            ChurnModel model = trainer.endDay(day, rows(standings));

                            if (day < 30) {
                                assertThat(model.learnt()).isZero();
                            }
                            assertThat(model.day()).isLessThanOrEqualTo(day);
                        });
        assertThat(trainer.model().learnt()).isPositive();
        assertThat(trainer.model().version()).isGreaterThan(2);
    }

    @Test
    void an_order_on_the_horizons_last_day_is_no_churn_and_one_a_day_later_is_unknown_to_it() {
        ChurnTrainer trainer = new ChurnTrainer(MONTH);
        trainer.endDay(
                70,
                List.of(
                        ChurnRow.of("in time", standing(1, 60, 3)),
                        ChurnRow.of("silent", standing(1, 60, 3)),
                        ChurnRow.of("gone", standing(1, 60, 3))));

        ChurnModel model =
                trainer.endDay(
                        100,
                        List.of(
                                ChurnRow.of("in time", standing(1, 100, 4)),
                                ChurnRow.of("silent", standing(1, 60, 3))));

        assertThat(model.learnt()).isEqualTo(2);
        assertThat(trainer.regression.labels).containsExactly(1, 1);
        assertThat(trainer.waiting).isEmpty();
    }

    @Test
    void a_day_that_was_missed_gives_no_label_where_it_cannot_be_told() {
        ChurnTrainer trainer = new ChurnTrainer(MONTH);
        trainer.endDay(
                70,
                List.of(
                        ChurnRow.of("later", standing(1, 60, 3)),
                        ChurnRow.of("silent", standing(1, 60, 3))));

        ChurnModel model =
                trainer.endDay(
                        120,
                        List.of(
                                ChurnRow.of("later", standing(1, 110, 4)),
                                ChurnRow.of("silent", standing(1, 60, 3))));

        assertThat(model.learnt()).isEqualTo(1);
        assertThat(trainer.regression.labels).containsExactly(0, 1);
    }

    @Test
    void the_order_of_the_rows_changes_no_bit() {
        ChurnTrainer one = new ChurnTrainer(MONTH);
        ChurnTrainer other = new ChurnTrainer(MONTH);
        shop(80, 120, 2)
                .forEachDay(
                        119,
                        (day, standings) -> {
                            List<ChurnRow> shuffled = rows(standings);
                            Collections.shuffle(shuffled, new Random(day));

                            assertThat(other.endDay(day, shuffled))
                                    .isEqualTo(one.endDay(day, rows(standings)));
                        });
        assertThat(one.model().weights()).isNotEmpty();
    }

    @Test
    void a_trainer_kept_as_bytes_goes_on_to_the_bit() throws IOException {
        ChurnTrainer unbroken = new ChurnTrainer(MONTH);
        List<ChurnTrainer> kept = new ArrayList<>(List.of(new ChurnTrainer(MONTH)));
        List<ChurnModel> models = new ArrayList<>();
        DoubleUnaryOperator guess = recency -> recency / (recency + 10);
        shop(80, 120, 3)
                .forEachDay(
                        119,
                        (day, standings) -> {
                            List<ChurnRow> rows = guessed(day, standings, guess);
                            ChurnModel expected = unbroken.endDay(day, rows);
                            try {
                                kept.set(0, throughBytes(new ChurnTrainerCodec(), kept.get(0)));
                                ChurnModel model = kept.get(0).endDay(day, rows);
                                models.add(throughBytes(new ChurnModelCodec(), model));
                            } catch (IOException impossible) {
                                throw new AssertionError(impossible);
                            }
                            assertThat(models.get(models.size() - 1)).isEqualTo(expected);
                        });
        assertThat(unbroken.model().figures().labels()).isPositive();
    }

    private static List<ChurnRow> guessed(
            long day, Map<String, Standing> standings, DoubleUnaryOperator guess) {
        return rows(standings).stream()
                .map(
                        row ->
                                row.withPurchaseModel(
                                        guess.applyAsDouble(
                                                ChurnFeatures.recency(row.standing(), day))))
                .toList();
    }

    @Test
    void a_purchase_model_that_ranks_backwards_is_champion_only_until_it_can_be_compared() {
        ChurnTrainer trainer = new ChurnTrainer(MONTH);
        List<Candidate> champions = new ArrayList<>();
        List<ChampionChange> changes = new ArrayList<>();
        shop(400, 200, 4)
                .forEachDay(
                        199,
                        (day, standings) -> {
                            ChurnModel model =
                                    trainer.endDay(
                                            day, guessed(day, standings, r -> 0.9 / (1 + r)));
                            champions.add(model.champion());
                            model.change().filter(c -> c.day() == day).ifPresent(changes::add);
                        });

        assertThat(champions.get(20)).isEqualTo(Candidate.PURCHASE_MODEL);
        assertThat(champions.get(199)).isEqualTo(Candidate.REGRESSION);
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).to()).isEqualTo(Candidate.REGRESSION);
        assertThat(changes.get(0).toFigures().auc())
                .isGreaterThan(changes.get(0).fromFigures().auc() + 0.1);
    }

    @Test
    void no_more_wait_than_the_settings_allow_and_nothing_after_the_horizon() {
        ChurnSettings small =
                new ChurnSettings(
                        30, 7, 90, FtrlSettings.DEFAULT, List.of(), 0.4, 0.7, 0.002, 100, 1_000);
        ChurnTrainer trainer = new ChurnTrainer(small);
        List<ChurnRow> rows = new ArrayList<>();
        for (int c = 0; c < 900; c++) {
            rows.add(ChurnRow.of("c" + c, standing(1, 5, 2)));
        }
        for (long day = 7; day <= 70; day++) {
            trainer.endDay(day, rows);
            assertThat(trainer.waiting.values().stream().mapToInt(s -> s.examples().size()).sum())
                    .isLessThanOrEqualTo(1_000);
        }
        assertThat(trainer.waiting.firstKey()).isGreaterThan(70 - 30);
        for (long day = 71; day <= 300; day++) {
            trainer.endDay(day, List.of());
        }
        assertThat(trainer.waiting).isEmpty();
    }

    @Test
    void a_prediction_tells_risk_band_and_three_reasons() {
        ChurnTrainer trainer = new ChurnTrainer(MONTH);
        shop(200, 150, 5).forEachDay(149, (day, standings) -> trainer.endDay(day, rows(standings)));

        ChurnPrediction faithful =
                trainer.model().predict(ChurnRow.of("f", standing(20, 148, 30)), 149).orElseThrow();
        ChurnPrediction lost =
                trainer.model().predict(ChurnRow.of("l", standing(20, 60, 10)), 149).orElseThrow();

        assertThat(faithful.risk()).isLessThan(0.3);
        assertThat(faithful.band()).isEqualTo(RiskBand.LOW);
        assertThat(lost.risk()).isGreaterThan(0.7);
        assertThat(lost.band()).isEqualTo(RiskBand.HIGH);
        assertThat(lost.reasons())
                .hasSize(3)
                .isSortedAccordingTo(
                        (one, two) ->
                                Double.compare(
                                        Math.abs(two.contribution()),
                                        Math.abs(one.contribution())));
        assertThat(lost.reasons()).extracting(Reason::text).contains("last order 89 days ago");
        assertThat(trainer.model().namedWeights()).containsKeys("intercept", "log_recency");
    }

    @Test
    void before_anything_is_learnt_the_purchase_model_speaks_or_nobody() {
        ChurnModel model = new ChurnTrainer(MONTH).endDay(70, List.of());
        ChurnRow row = ChurnRow.of("c", standing(1, 60, 3));

        assertThat(model.predict(row, 70)).isEmpty();
        assertThat(model.predict(row.withPurchaseModel(0.25), 70))
                .hasValueSatisfying(
                        told -> {
                            assertThat(told.risk()).isEqualTo(0.25);
                            assertThat(told.champion()).isEqualTo(Candidate.PURCHASE_MODEL);
                            assertThat(told.reasons()).isEmpty();
                        });
    }

    @Test
    void further_features_have_a_place_and_a_reason_of_their_own() {
        ChurnSettings settings = MONTH.withAdditionalFeatures(List.of("support_contacts"));
        ChurnTrainer trainer = new ChurnTrainer(settings);
        Random random = new Random(1);
        for (long day = 70; day <= 210; day += 1) {
            List<ChurnRow> rows = new ArrayList<>();
            for (int c = 0; c < 100; c++) {
                boolean annoyed = c % 2 == 0;
                long last = annoyed ? 60 : Math.max(60, day - random.nextInt(20));
                rows.add(
                        new ChurnRow(
                                "c" + c,
                                standing(1, last, 3),
                                Double.NaN,
                                new double[] {annoyed ? 5 : 0}));
            }
            trainer.endDay(day, rows);
        }

        ChurnRow asked = new ChurnRow("x", standing(1, 200, 3), Double.NaN, new double[] {5});
        ChurnPrediction told = trainer.model().predict(asked, 210).orElseThrow();

        assertThat(told.reasons()).extracting(Reason::text).contains("high support contacts");
        assertThatThrownBy(() -> trainer.model().predict(ChurnRow.of("x", asked.standing()), 210))
                .hasMessage("additional: 0 values, expected one for each of [support_contacts]");
    }

    @Test
    void settings_out_of_range_are_refused() {
        assertThatThrownBy(() -> MONTH.withHorizon(0))
                .hasMessage("horizonDays: 0, expected 1 to 730");
    }
}
