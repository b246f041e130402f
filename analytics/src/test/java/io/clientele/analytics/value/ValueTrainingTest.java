package io.clientele.analytics.value;

import static io.clientele.analytics.value.PurchaseStatisticsTest.lifetime;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.clientele.analytics.ledger.Lifetime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class ValueTrainingTest {

    private static final long DAY = 20_000;

    /** Customers who buy as a model says, each first seen on a day of the last year. */
    private static PurchaseStatistics population(PurchaseModel model, int customers, long seed) {
        RandomDataGenerator random = new RandomDataGenerator(seed);
        PurchaseStatistics statistics = new PurchaseStatistics();
        for (int i = 0; i < customers; i++) {
            int days = random.nextInt(30, 364);
            long firstSpent = Math.round(random.nextGamma(6, 500));
            long last = 0;
            long orderDays = 1;
            long spent = 0;
            double scale = random.nextGamma(4, 1);
            for (double week : SimulatedCustomer.of(model, days / 7.0, random).repeats()) {
                long day = (long) (week * 7);
                if (day > last) {
                    last = day;
                    orderDays++;
                    spent += 1 + Math.round(random.nextGamma(6, 2_000 / scale));
                }
            }
            statistics.add(lifetime(DAY - days, DAY - days + last, orderDays, firstSpent, spent));
        }
        return statistics;
    }

    private static ValueTraining train(PurchaseStatistics population) {
        return ValueTraining.of(population, DAY, ValueSettings.USUAL, Optional.empty());
    }

    private static ValueModel trained() {
        return train(population(new BgNbd(0.6, 6, 0.8, 2.5), 3_000, 1)).current().orElseThrow();
    }

    @Test
    void parameters_are_recovered_from_50_000_customers() {
        for (PurchaseFamily family : PurchaseFamily.values()) {
            PurchaseModel truth = family.with(0.8, 12, 1, 3);
            PurchaseSample sample = population(truth, 50_000, 3).purchasesAsOf(DAY);

            PurchaseFit fit = PurchaseFit.of(sample, family);

            assertThat(fit.quality().converged()).isTrue();
            assertThat(fit.model().r()).isCloseTo(truth.r(), withinPercentage(10));
            assertThat(fit.model().alpha()).isCloseTo(truth.alpha(), withinPercentage(10));
            assertThat(fit.model().a()).isCloseTo(truth.a(), withinPercentage(20));
            assertThat(fit.model().b()).isCloseTo(truth.b(), withinPercentage(20));
        }
    }

    @Test
    void a_training_tells_what_it_was_trained_on() {
        ValueModel model = trained();

        assertThat(model.trainedTo()).isEqualTo(DAY);
        assertThat(model.purchases().model().family()).isEqualTo(PurchaseFamily.BG_NBD);
        assertThat(model.purchases().quality().customers()).isEqualTo(3_000);
        assertThat(model.warnings()).isEmpty();
    }

    @Test
    void nobody_gives_no_model_and_a_reason() {
        assertThat(train(new PurchaseStatistics()))
                .isEqualTo(
                        new ValueTraining.Untrained(
                                "0 of 0 customers bought again for an amount, 10 are needed"));
    }

    @Test
    void one_customer_gives_no_model_and_a_reason() {
        PurchaseStatistics one = new PurchaseStatistics();
        one.add(lifetime(DAY - 100, DAY - 10, 5, 100, 900));

        assertThat(train(one))
                .isEqualTo(
                        new ValueTraining.Untrained(
                                "1 of 1 customers bought again for an amount, 10 are needed"));
    }

    @Test
    void one_time_buyers_alone_leave_the_earlier_model_as_it_is() {
        PurchaseStatistics once = new PurchaseStatistics();
        for (int i = 0; i < 1_000; i++) {
            once.add(lifetime(DAY - i % 300, DAY - i % 300, 1, 100, 0));
        }
        ValueModel earlier = trained();

        ValueTraining training =
                ValueTraining.of(once, DAY + 1, ValueSettings.USUAL, Optional.of(earlier));

        assertThat(training)
                .isEqualTo(
                        new ValueTraining.Kept(
                                earlier,
                                "0 of 1000 customers bought again for an amount, 10 are needed"));
        assertThat(train(once).current()).isEmpty();
    }

    @Test
    void customers_who_never_leave_get_a_warning() {
        PurchaseStatistics loyal = population(new BgNbd(1.5, 8, 1e-6, 10), 4_000, 5);

        PurchaseFit fit = PurchaseFit.of(loyal.purchasesAsOf(DAY), PurchaseFamily.BG_NBD);
        ValueModel model = train(loyal).current().orElseThrow();

        assertThat(fit.quality().converged()).isTrue();
        assertThat(fit.quality().atEdge()).contains("a");
        assertThat(model.warnings().get(0))
                .isEqualTo(
                        "BG/NBD: a ran to the end of its range: customers do not buy as the model"
                                + " says");
        assertThat(model.estimate(lifetime(DAY - 300, DAY - 60, 9, 100, 5_000), DAY))
                .satisfies(
                        estimate -> {
                            assertThat(estimate.probabilityAlive()).isGreaterThan(0.9);
                            assertThat(estimate.probabilityOfSilence()).isBetween(0.01, 0.5);
                        });
    }

    @Test
    void a_refit_of_the_same_customers_stays_where_it_is() {
        PurchaseStatistics population = population(new BgNbd(0.6, 6, 0.8, 2.5), 3_000, 1);
        ValueModel earlier = train(population).current().orElseThrow();

        ValueModel again =
                ValueTraining.of(population, DAY, ValueSettings.USUAL, Optional.of(earlier))
                        .current()
                        .orElseThrow();

        assertThat(again.purchases().model()).isEqualTo(earlier.purchases().model());
        assertThat(again.purchases().quality().steps()).isLessThanOrEqualTo(1);
    }

    @Test
    void estimates_of_extreme_customers_are_sound() {
        ValueModel model = trained();
        List<Lifetime> customers =
                List.of(
                        lifetime(DAY, DAY, 1, 100, 0),
                        lifetime(DAY - 1000, DAY - 1000, 1, 100, 0),
                        lifetime(DAY - 300, DAY, 2, 100, 4_000),
                        lifetime(DAY - 300, DAY, 301, 100, 3_000_000),
                        lifetime(DAY - 300, DAY - 299, 2, 100, 0),
                        lifetime(DAY, DAY + 3, 3, 100, 70));
        for (Lifetime customer : customers) {
            ValueEstimate estimate = model.estimate(customer, DAY);

            assertThat(estimate.probabilityAlive()).isBetween(0.0, 1.0);
            assertThat(estimate.probabilityOfSilence()).isBetween(0.0, 1.0);
            assertThat(estimate.ordersIn30()).isPositive().isLessThan(estimate.ordersIn90());
            assertThat(estimate.ordersIn90()).isLessThan(estimate.ordersIn365());
            assertThat(estimate.ordersIn365()).isLessThan(600);
            assertThat(estimate.orderValue()).isPositive();
            assertThat((double) estimate.lifetimeValue())
                    .isLessThanOrEqualTo(estimate.ordersIn365() * estimate.orderValue() + 1)
                    .isGreaterThanOrEqualTo(
                            estimate.ordersIn365() * estimate.orderValue() / 1.1 - 1);
        }
    }

    @Test
    void an_estimate_is_what_its_parts_say() {
        ValueModel model = trained();
        Lifetime customer = lifetime(DAY - 200, DAY - 50, 4, 700, 9_000);
        PurchaseHistory history = PurchaseHistory.of(customer, DAY);
        PurchaseModel purchases = model.purchases().model();

        ValueEstimate estimate = model.estimate(customer, DAY);

        assertThat(estimate.probabilityAlive()).isEqualTo(purchases.probabilityAlive(history));
        assertThat(estimate.ordersIn90())
                .isCloseTo(purchases.expectedPurchases(history, 90 / 7.0), within(1e-12));
        assertThat(estimate.probabilityOfSilence())
                .isCloseTo(purchases.probabilityOfNoPurchase(history, 90 / 7.0), within(1e-12));
        assertThat(estimate.orderValue()).isEqualTo(model.spend().model().expectedOrder(3, 3_000));
        assertThat(estimate.lifetimeValue())
                .isEqualTo(
                        Math.round(
                                purchases.discountedPurchases(history, Discounting.ONE_YEAR)
                                        * estimate.orderValue()));
    }

    @Test
    void an_estimator_says_what_the_model_says_to_the_bit() {
        ValueModel model = trained();
        ValueEstimator estimator = new ValueEstimator(model);
        RandomDataGenerator random = new RandomDataGenerator(9);
        for (int i = 0; i < 2_000; i++) {
            long first = DAY - random.nextInt(0, 40);
            long repeats = random.nextInt(0, 4);
            Lifetime customer =
                    lifetime(
                            first,
                            Math.min(DAY, first + repeats * random.nextInt(1, 9)),
                            repeats + 1,
                            100,
                            repeats * random.nextInt(1, 9_999));

            assertThat(estimator.estimate(customer, DAY)).isEqualTo(model.estimate(customer, DAY));
        }
    }

    @Test
    void a_customer_without_an_order_has_no_estimate() {
        ValueModel model = trained();

        assertThatThrownBy(() -> model.estimate(Lifetime.NONE, DAY))
                .hasMessage("lifetime: no order, expected at least one");
    }

    @Test
    void bytes_carry_a_model_to_the_bit() throws IOException {
        ValueModel model = trained();
        ValueModel doubtful =
                new ValueModel(
                        model.trainedTo(),
                        new PurchaseFit(
                                new MbgNbd(1, 2, 3, 4),
                                new FitQuality(-1.5, 9, 3, false, List.of("a", "b"))),
                        model.spend(),
                        new ValueSettings(FamilyChoice.MBG_NBD, new Discounting(730, 0.05), 60),
                        List.of("MBG/NBD is used instead of BG/NBD"));
        for (ValueModel one : List.of(model, doubtful)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ValueModelCodec().write(one, new DataOutputStream(bytes));

            assertThat(
                            new ValueModelCodec()
                                    .read(
                                            1,
                                            new DataInputStream(
                                                    new ByteArrayInputStream(bytes.toByteArray()))))
                    .isEqualTo(one);
        }
    }
}
