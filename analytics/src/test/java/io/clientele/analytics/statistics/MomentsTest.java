package io.clientele.analytics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Property(tries = 200, seed = "1")
    void parts_add_up_to_the_moments_of_the_whole(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int rows) {
        Random random = new Random(seed);
        double[] values = random.doubles(rows, 1e6, 1e6 + 10).toArray();
        Moments first = new Moments(1);
        Moments second = new Moments(1);
        for (double value : values) {
            (random.nextInt(3) == 0 ? first : second).add(new double[] {value});
        }

        first.merge(second);

        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        assertThat(first.counts()).containsExactly(rows);
        assertThat(first.means()[0]).isCloseTo(mean, within(1e-8));
        assertThat(first.standardisation().deviations()[0])
                .isCloseTo(Math.sqrt(variance), within(1e-6));
    }

    @Test
    void missing_values_do_not_count_and_constant_columns_become_zero() {
        Moments moments = new Moments(2);
        moments.add(new double[] {1, 7});
        moments.add(new double[] {Double.NaN, 7});
        moments.add(new double[] {3, 7});

        Standardisation standardisation = moments.standardisation();

        assertThat(standardisation.standardise(new double[] {3, 8})).containsExactly(1, 0);
        assertThat(standardisation.standardise(0, Double.NaN)).isNaN();
        assertThat(standardisation.raw(0, 1)).isEqualTo(3);
        assertThat(standardisation.varies(1)).isFalse();
    }

    @Test
    void a_standardisation_comes_back_from_bytes() throws IOException {
        Standardisation written =
                new Standardisation(new double[] {1, 2.5}, new double[] {0, 1e-3});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written.write(new DataOutputStream(bytes));

        Standardisation read =
                Standardisation.read(
                        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertThat(read).isEqualTo(written).hasSameHashCodeAs(written);
    }

    @Test
    void hashes_of_successive_ids_are_spread_evenly() {
        int[] eighths = new int[8];
        Set<Long> different = new HashSet<>();
        for (int customer = 0; customer < 80_000; customer++) {
            long hash = CustomerHash.of("c-" + customer);
            eighths[(int) (hash >>> 61)]++;
            different.add(hash);
        }

        assertThat(different).hasSize(80_000);
        assertThat(Arrays.stream(eighths).boxed()).allMatch(n -> n > 9_600 && n < 10_400);
    }
}
