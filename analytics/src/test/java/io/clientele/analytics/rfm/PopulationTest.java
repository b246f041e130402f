package io.clientele.analytics.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PopulationTest {

    private static Standing standing(long lastOrderDay, long orders, long net) {
        Lifetime lifetime = new Lifetime(orders, net, 0, 0, 0, 0, lastOrderDay, orders, net, 0);
        return new Standing(lastOrderDay, lifetime, List.of(new WindowTotals(orders, net)));
    }

    @Property(tries = 300, seed = "1")
    void bounds_equal_those_of_the_sorted_population_while_cells_are_exact(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int customers)
            throws IOException {
        Random random = new Random(seed);
        PopulationChange change = new PopulationChange();
        List<Long> recencies = new ArrayList<>();
        List<Long> orders = new ArrayList<>();
        List<Long> nets = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            Standing gone = standing(random.nextInt(100), 1 + random.nextInt(9), 5);
            Standing stays =
                    standing(
                            random.nextInt(100),
                            1 + random.nextInt(9),
                            random.nextInt(20_000_000) - 10_000_000);
            change.add(100, gone);
            change.remove(100, gone);
            change.add(100, stays);
            recencies.add(100 - stays.lifetime().lastOrderDay());
            orders.add(stays.longestWindow().orders());
            nets.add(stays.longestWindow().net());
        }
        Population population = new Population();
        population.add(throughBytes(change));

        RfmBounds bounds = population.end(100).orElseThrow();

        assertThat(bounds.population()).isEqualTo(customers);
        assertThat(bounds.recencyDays()).isEqualTo(nearestRanks(recencies));
        assertThat(bounds.frequency()).isEqualTo(nearestRanks(orders));
        assertThat(bounds.monetary()).isEqualTo(nearestRanks(nets));
    }

    @Test
    void a_change_of_a_later_day_waits_for_that_day() {
        Population population = new Population();
        PopulationChange change = new PopulationChange();
        change.add(10, standing(10, 1, 100));
        change.remove(11, standing(10, 1, 100));
        change.add(11, standing(11, 2, 300));
        population.add(change);

        assertThat(population.end(9)).isEmpty();
        assertThat(population.end(10).orElseThrow().monetary()).containsOnly(100L);
        assertThat(population.end(11).orElseThrow().monetary()).containsOnly(300L);
    }

    @Test
    void an_emptied_population_has_no_bounds() {
        Population population = new Population();
        PopulationChange change = new PopulationChange();
        change.add(10, standing(10, 1, 100));
        change.remove(12, standing(10, 1, 100));
        population.add(change);

        assertThat(population.end(11)).isPresent();
        assertThat(population.end(12)).isEmpty();
        assertThat(population.isEmpty()).isTrue();
    }

    @Test
    void a_score_is_one_more_than_the_bounds_strictly_below() {
        RfmBounds bounds =
                new RfmBounds(
                        100,
                        5,
                        List.of(1L, 5L, 9L, 20L),
                        List.of(1L, 1L, 2L, 4L),
                        List.of(100L, 200L, 300L, 400L));

        assertThat(bounds.score(standing(99, 1, 100), 100)).isEqualTo(new RfmScore(1, 5, 1, 1));
        assertThat(bounds.score(standing(98, 2, 101), 100)).isEqualTo(new RfmScore(2, 4, 3, 2));
        assertThat(bounds.score(standing(50, 9, 999), 100)).isEqualTo(new RfmScore(50, 1, 5, 5));
    }

    @Property(tries = 2_000, seed = "1")
    void a_cell_is_near_its_values_and_keeps_their_order(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long one,
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long other) {
        long cell = RetractableHistogram.cellOf(one);

        assertThat(cell).isBetween(one, one + Math.abs(one) / (1 << 23));
        assertThat(RetractableHistogram.cellOf(cell)).isEqualTo(cell);
        if (one <= other) {
            assertThat(cell).isLessThanOrEqualTo(RetractableHistogram.cellOf(other));
        }
        if (Math.abs(one) < 1 << 24) {
            assertThat(cell).isEqualTo(one);
        }
    }

    private static List<Long> nearestRanks(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        List<Long> bounds = new ArrayList<>();
        for (int fifth = 1; fifth <= 4; fifth++) {
            bounds.add(sorted.get((int) Math.ceil(fifth * sorted.size() / 5.0) - 1));
        }
        return bounds;
    }

    private static PopulationChange throughBytes(PopulationChange change) throws IOException {
        PopulationChangeCodec codec = new PopulationChangeCodec();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(change, new DataOutputStream(bytes));
        return codec.read(1, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
