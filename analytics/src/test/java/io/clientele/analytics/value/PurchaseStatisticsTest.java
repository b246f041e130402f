package io.clientele.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.clientele.analytics.ledger.Lifetime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PurchaseStatisticsTest {

    private static final long DAY = 20_000;

    static Lifetime lifetime(long first, long last, long orderDays, long firstSpent, long spent) {
        return new Lifetime(
                orderDays, firstSpent + spent, 0, 0, 0, first, last, orderDays, firstSpent, 0);
    }

    private static Lifetime random(Random random) {
        long first = DAY - 400 + random.nextInt(400);
        long repeats = Math.max(0, random.nextInt(8) - 3);
        long last = first + (repeats == 0 ? 0 : repeats + random.nextInt(30));
        long spent = repeats * (1 + random.nextInt(1 << random.nextInt(24)));
        return lifetime(first, last, repeats + 1, 500, spent);
    }

    private static List<Lifetime> many(int customers, long seed) {
        Random random = new Random(seed);
        List<Lifetime> lifetimes = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            lifetimes.add(random(random));
        }
        return lifetimes;
    }

    private static byte[] bytes(PurchaseStatistics statistics) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new PurchaseStatisticsCodec().write(statistics, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static PurchaseStatistics of(List<Lifetime> lifetimes) {
        PurchaseStatistics statistics = new PurchaseStatistics();
        lifetimes.forEach(statistics::add);
        return statistics;
    }

    @Property(tries = 200, seed = "1")
    void what_was_added_and_taken_back_leaves_no_trace(
            @ForAll long seed, @ForAll @IntRange(max = 300) int stay) throws IOException {
        List<Lifetime> staying = many(stay, seed);
        List<Lifetime> going = many(200, seed + 1);
        PurchaseStatistics statistics = new PurchaseStatistics();
        going.subList(0, 100).forEach(statistics::remove);
        going.forEach(statistics::add);
        staying.forEach(statistics::add);
        going.subList(100, 200).forEach(statistics::remove);

        assertThat(bytes(statistics)).isEqualTo(bytes(of(staying)));
        staying.forEach(statistics::remove);
        assertThat(statistics.isEmpty()).isTrue();
        assertThat(statistics.cells()).isZero();
    }

    @Property(tries = 200, seed = "2")
    void parts_add_up_in_any_order(@ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int parts)
            throws IOException {
        List<Lifetime> lifetimes = many(300, seed);
        List<PurchaseStatistics> apart = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            apart.add(new PurchaseStatistics());
        }
        for (int i = 0; i < lifetimes.size(); i++) {
            apart.get(i % parts).add(lifetimes.get(i));
        }
        Collections.shuffle(apart, new Random(seed));
        PurchaseStatistics together = new PurchaseStatistics();
        apart.forEach(together::add);

        assertThat(bytes(together)).isEqualTo(bytes(of(lifetimes)));
        assertThat(together.purchasesAsOf(DAY).customers()).isEqualTo(300);
    }

    @Property(tries = 50, seed = "3")
    void fits_agree_to_the_bit_whatever_the_order(@ForAll long seed) {
        List<Lifetime> lifetimes = many(200, seed);
        PurchaseStatistics one = of(lifetimes);
        Collections.shuffle(lifetimes, new Random(seed));
        PurchaseStatistics other = of(lifetimes);

        assertThat(PurchaseFit.of(one.purchasesAsOf(DAY), PurchaseFamily.MBG_NBD))
                .isEqualTo(PurchaseFit.of(other.purchasesAsOf(DAY), PurchaseFamily.MBG_NBD));
        assertThat(SpendFit.of(one.spend())).isEqualTo(SpendFit.of(other.spend()));
    }

    @Property(tries = 100, seed = "4")
    void bytes_carry_all_of_it(@ForAll long seed, @ForAll @IntRange(max = 300) int customers)
            throws IOException {
        PurchaseStatistics statistics = of(many(customers, seed));
        many(20, seed + 1).forEach(statistics::remove);
        byte[] bytes = bytes(statistics);

        PurchaseStatistics read =
                new PurchaseStatisticsCodec()
                        .read(1, new DataInputStream(new ByteArrayInputStream(bytes)));

        assertThat(bytes(read)).isEqualTo(bytes);
        assertThat(read.cells()).isEqualTo(statistics.cells());
    }

    @Test
    void histories_come_out_as_they_went_in() {
        PurchaseStatistics statistics = new PurchaseStatistics();
        statistics.add(Lifetime.NONE);
        statistics.add(lifetime(DAY - 70, DAY - 35, 4, 100, 900));
        statistics.add(lifetime(DAY - 70, DAY - 35, 4, 200, 900));
        statistics.add(lifetime(-3, -3, 1, 100, 0));

        PurchaseSample sample = statistics.purchasesAsOf(DAY);

        assertThat(sample.customers()).isEqualTo(3);
        assertThat(sample.repeatCustomers()).isEqualTo(2);
        assertThat(sample.size()).isEqualTo(2);
        assertThat(sample.repeats(0)).isZero();
        assertThat(sample.observed(0)).isEqualTo((DAY + 3) / 7.0);
        assertThat(sample.repeats(1)).isEqualTo(3);
        assertThat(sample.lastPurchase(1)).isEqualTo(5);
        assertThat(sample.observed(1)).isEqualTo(10);
        assertThat(sample.customers(1)).isEqualTo(2);
        assertThat(statistics.spend().customers()).isEqualTo(2);
        assertThat(statistics.spend().spent(0)).isEqualTo(900);
    }

    @Test
    void an_order_after_the_day_counts_as_of_itself() {
        PurchaseStatistics statistics = new PurchaseStatistics();
        statistics.add(lifetime(DAY, DAY + 7, 2, 100, 100));

        assertThat(statistics.purchasesAsOf(DAY).observed(0)).isEqualTo(1);
    }

    @Test
    void extreme_days_are_taken_without_complaint() {
        PurchaseStatistics statistics = new PurchaseStatistics();
        Lifetime ancient = lifetime(-719_528, 2_932_896, 2, 1, Long.MAX_VALUE / 4);
        statistics.add(ancient);

        assertThat(statistics.purchasesAsOf(2_932_896).customers()).isEqualTo(1);
        statistics.remove(ancient);
        assertThat(statistics.isEmpty()).isTrue();
    }

    @Test
    void published_digits_survive_the_cells() {
        Cdnow cdnow = Cdnow.sample();
        PurchaseStatistics statistics = new PurchaseStatistics();
        cdnow.customers().forEach(customer -> statistics.add(Cdnow.calibrated(customer)));

        PurchaseModel model =
                PurchaseFit.of(statistics.purchasesAsOf(Cdnow.CALIBRATED), PurchaseFamily.BG_NBD)
                        .model();
        GammaGamma spend = SpendFit.of(statistics.spend()).model().inUnitsOf(100);

        assertThat("%.3f %.3f %.3f %.3f".formatted(model.r(), model.alpha(), model.a(), model.b()))
                .isEqualTo("0.243 4.414 0.793 2.426");
        assertThat("%.2f %.2f %.2f".formatted(spend.p(), spend.q(), spend.gamma()))
                .isEqualTo("6.25 3.74 15.44");
        assertThat(statistics.spend().customers()).isEqualTo(946);
    }

    @Test
    void merged_histories_change_a_fit_little() {
        Cdnow cdnow = Cdnow.master();
        PurchaseStatistics statistics = new PurchaseStatistics();
        cdnow.customers().forEach(customer -> statistics.add(Cdnow.calibrated(customer)));
        PurchaseSample exact = statistics.purchasesAsOf(Cdnow.CALIBRATED);

        PurchaseSample merged = statistics.purchasesAsOf(Cdnow.CALIBRATED, exact.size() / 3);

        assertThat(merged.size()).isLessThanOrEqualTo(exact.size() / 3);
        assertThat(merged.customers()).isEqualTo(exact.customers());
        assertThat(merged.repeatCustomers()).isEqualTo(exact.repeatCustomers());
        PurchaseModel all = PurchaseFit.of(exact, PurchaseFamily.BG_NBD).model();
        PurchaseModel few = PurchaseFit.of(merged, PurchaseFamily.BG_NBD).model();
        assertThat(few.r()).isCloseTo(all.r(), withinPercentage(1));
        assertThat(few.alpha()).isCloseTo(all.alpha(), withinPercentage(1));
        assertThat(few.a()).isCloseTo(all.a(), withinPercentage(2));
        assertThat(few.b()).isCloseTo(all.b(), withinPercentage(2));
    }
}
