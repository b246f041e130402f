package io.clientele.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.clientele.analytics.churn.RiskBand;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutlookTest {

    private static final long DAY_MILLIS = 86_400_000L;
    private static final int DAYS = 40;

    private final Map<String, Standing> customers = new TreeMap<>();

    @Test
    void of_few_customers_everybody_is_looked_at() {
        ModelTrainer trainer = new ModelTrainer(settings(), new TrainingState());
        Models models = trained(trainer, 200);
        Outlook outlook = trainer.outlook(models);

        List<Insight> all = new ArrayList<>();
        customers.forEach((id, standing) -> all.add(models.insight(id, standing, models.day())));
        List<Long> values =
                all.stream()
                        .map(one -> one.value().orElseThrow().estimate().lifetimeValue())
                        .sorted()
                        .toList();
        Outlook.Worth worth = outlook.worth().orElseThrow();
        assertThat(worth.sorted()).isEqualTo(values);
        assertThat(worth.mean())
                .isCloseTo(
                        values.stream().mapToLong(value -> value).average().orElseThrow(),
                        offset(1e-9));
        assertThat(worth.quantile(0.5)).isEqualTo(values.get(values.size() / 2 - 1));
        assertThat(worth.quantile(1)).isEqualTo(values.get(values.size() - 1));
        assertThat(worth.quantile(0.001)).isEqualTo(values.get(0));
        for (RiskBand band : RiskBand.values()) {
            List<Insight> in =
                    all.stream().filter(one -> one.churn().orElseThrow().band() == band).toList();
            Outlook.Risk risk = outlook.risks().get(band);
            assertThat(risk.customers()).as(band.label()).isEqualTo(in.size());
            assertThat(risk.share()).isEqualTo((double) in.size() / all.size());
            assertThat(risk.valueShare()).isCloseTo((double) value(in) / value(all), offset(1e-12));
        }
    }

    @Test
    void of_many_customers_a_sample_tells_nearly_the_same() {
        ModelTrainer trainer = new ModelTrainer(settings(), new TrainingState());
        Models models = trained(trainer, 2_500);
        Outlook outlook = trainer.outlook(models);

        assertThat(outlook.worth().orElseThrow().customers()).isBetween(900L, 1_100L);
        for (RiskBand band : RiskBand.values()) {
            double exact =
                    customers.entrySet().stream()
                                    .filter(
                                            one ->
                                                    models.insight(
                                                                            one.getKey(),
                                                                            one.getValue(),
                                                                            models.day())
                                                                    .churn()
                                                                    .orElseThrow()
                                                                    .band()
                                                            == band)
                                    .count()
                            / (double) customers.size();
            assertThat(outlook.risks().get(band).share()).isCloseTo(exact, within(0.05));
        }
    }

    @Test
    void without_models_there_is_no_outlook_and_no_point_of_it() {
        ModelTrainer trainer = new ModelTrainer(settings(), new TrainingState());
        Models none = new Models(0, 0, Optional.empty(), Optional.empty(), Optional.empty());
        Outlook outlook = trainer.outlook(none);

        assertThat(outlook.worth()).isEmpty();
        assertThat(outlook.risks()).isEmpty();
        assertThat(new ModelPoints(0, 60).of(none, outlook)).isEmpty();
    }

    @Test
    void points_of_risk_share_everybody_out() {
        ModelTrainer trainer = new ModelTrainer(settings(), new TrainingState());
        Models models = trained(trainer, 100);
        List<KpiPoint> points = new ModelPoints(0, 60).of(models, trainer.outlook(models));

        assertThat(points)
                .filteredOn(point -> point.measurement().equals("risk"))
                .extracting(KpiPoint::tags)
                .containsExactly(
                        Map.of("band", "low"), Map.of("band", "medium"), Map.of("band", "high"));
        assertThat(
                        points.stream()
                                .filter(point -> point.measurement().equals("risk"))
                                .mapToLong(point -> point.fields().get("customers").longValue())
                                .sum())
                .isEqualTo(100);
        assertThat(points)
                .filteredOn(point -> point.measurement().equals("value"))
                .singleElement()
                .satisfies(
                        point ->
                                assertThat(point.fields().get("clv_p10").longValue())
                                        .isLessThanOrEqualTo(
                                                point.fields().get("clv_p90").longValue()));
    }

    private static long value(List<Insight> insights) {
        return insights.stream()
                .mapToLong(one -> one.value().orElseThrow().estimate().lifetimeValue())
                .sum();
    }

    /** Churn within days, so that its outcome is soon known. */
    private static ModelSettings settings() {
        return new ModelSettings(
                true,
                ModelSettings.DEFAULT.panel(),
                ModelSettings.DEFAULT.value(),
                ModelSettings.DEFAULT.clusters(),
                new ModelSettings.Churn(10, 2));
    }

    /** Customers of different rhythms who order on some days. */
    private Models trained(ModelTrainer trainer, int count) {
        Random random = new Random(17);
        double[] rates = new double[count];
        for (int i = 0; i < count; i++) {
            rates[i] = random.nextDouble() * random.nextDouble() * 0.4;
        }
        Optional<Models> models = Optional.empty();
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < count; i++) {
                Standing before = customers.get("customer " + i);
                if (before == null
                        ? random.nextInt(20) == 0 || day == 20
                        : random.nextDouble() < rates[i]) {
                    Standing now = ordered(before, day, 500 + random.nextInt(5_000));
                    customers.put("customer " + i, now);
                    trainer.change("customer " + i, day, Optional.of(now));
                }
            }
            models = trainer.endDay(day, false);
        }
        return models.orElseThrow();
    }

    private static Standing ordered(Standing before, long day, long amount) {
        Lifetime past = before == null ? Lifetime.NONE : before.lifetime();
        boolean first = before == null;
        long gap = day - past.lastOrderDay();
        Lifetime lifetime =
                new Lifetime(
                        past.orders() + 1,
                        past.gross() + amount,
                        0,
                        first ? day * DAY_MILLIS : past.firstOrderAt(),
                        day * DAY_MILLIS,
                        first ? day : past.firstOrderDay(),
                        day,
                        past.orderDays() + 1,
                        first ? amount : past.firstDayGross(),
                        first ? 0 : past.gapSquares() + gap * gap);
        return new Standing(
                day, lifetime, List.of(new WindowTotals(lifetime.orders(), lifetime.gross())));
    }
}
