package io.clientele.analytics.habit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.clientele.analytics.event.EventHeader;
import io.clientele.analytics.event.EventHeader.IdentityKind;
import io.clientele.analytics.event.OrderCompleted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HabitsTest {

    @Property(tries = 200, seed = "41")
    void which_names_are_kept_depends_on_no_order(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int names) {
        Random random = new Random(seed);
        List<String> coming = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            coming.add("name-" + random.nextInt(names));
        }
        NamedCounts one = counts(coming);
        Collections.shuffle(coming, random);

        assertThat(counts(coming)).isEqualTo(one);
        assertThat(one.total()).isEqualTo(200);
        long distinct = coming.stream().distinct().count();
        if (distinct <= NamedCounts.MOST) {
            assertThat(Arrays.stream(one.counts, 0, one.size).sum()).isEqualTo(200);
        }
        if (distinct < NamedCounts.MOST) {
            assertThat(one.distinct()).isEqualTo((double) distinct);
        }
    }

    @Test
    void of_many_names_their_number_is_estimated() {
        double squares = 0;
        int shops = 200;
        for (int shop = 0; shop < shops; shop++) {
            int number = shop;
            NamedCounts names =
                    counts(IntStream.range(0, 1_000).mapToObj(i -> number + ":" + i).toList());
            double error = names.distinct() / 1_000 - 1;
            squares += error * error;
        }
        // 1 / sqrt(k - 2): Beyer et al. 2007, "On Synopses for Distinct-Value Estimation"
        assertThat(Math.sqrt(squares / shops)).isCloseTo(1 / Math.sqrt(14), within(0.06));
    }

    @Property(tries = 300, seed = "42")
    void a_deviation_is_that_of_the_sorted_bucket_middles(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int count) {
        Random random = new Random(seed);
        LogHistogram histogram = new LogHistogram();
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(random.nextLong() >>> (25 + random.nextInt(39)));
        }
        values.forEach(histogram::add);
        List<Long> gone = List.of(3L, 1_000L, 77_777L);
        gone.forEach(histogram::add);
        gone.forEach(histogram::remove);

        if (count < LogHistogram.LEAST_VALUES) {
            assertThat(histogram.robustScale()).isEmpty();
            return;
        }
        double[] logs =
                values.stream()
                        .mapToDouble(value -> LogHistogram.logMiddle(LogHistogram.bucketOf(value)))
                        .sorted()
                        .toArray();
        double median = logs[(count - 1) / 2];
        double mad =
                Arrays.stream(logs)
                        .map(log -> Math.abs(log - median))
                        .sorted()
                        .toArray()[(count - 1) / 2];
        double expected = (Math.log(1_234) - median) / Math.max(1.4826 * mad, 0.125);
        assertThat(histogram.robustScale().orElseThrow().deviation(1_234))
                .isCloseTo(expected, within(1e-9));
    }

    @Test
    void a_bucket_tells_its_values_to_within_13_percent() {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            long value = 1 + (random.nextLong() >>> (2 + random.nextInt(60)));
            double middle = Math.exp(LogHistogram.logMiddle(LogHistogram.bucketOf(value)));
            assertThat(middle / value).isBetween(0.87, 1.13);
        }
        assertThat(LogHistogram.bucketOf(Long.MAX_VALUE)).isLessThan(252);
    }

    @Test
    void the_variance_of_the_largest_amounts_is_exact() {
        Habits habits = new Habits();
        long[] amounts = {1_000_000_000_000L, 999_999_999_998L, 1_000_000_000_000L};
        for (long amount : amounts) {
            habits.enter(
                    new OrderCompleted(
                            new EventHeader("m", "c", IdentityKind.USER, 0),
                            "",
                            amount,
                            0,
                            0,
                            0,
                            "",
                            0),
                    0,
                    12);
        }
        assertThat(habits.amountVariance()).isCloseTo(4.0 / 3, within(1e-12));
    }

    private static NamedCounts counts(List<String> names) {
        NamedCounts counts = new NamedCounts();
        names.forEach(counts::add);
        return counts;
    }
}
