package io.clientele.job.rfm;

import static io.clientele.job.SampleEvents.FIRST_DAY;
import static io.clientele.job.SampleEvents.LIVE;
import static io.clientele.job.SampleEvents.at;
import static io.clientele.job.SampleEvents.endOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.rfm.PopulationChange;
import io.clientele.analytics.rfm.RfmBounds;
import io.clientele.job.KeyedTasks;
import io.clientele.job.Settings;
import io.clientele.job.StreamTypes;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountPopulationTest {

    private KeyedTasks<Boolean, PopulationChange, Void, RfmBounds> tasks;

    @BeforeEach
    void open() throws Exception {
        open(LIVE);
    }

    private void open(Settings settings) throws Exception {
        tasks =
                KeyedTasks.of(
                        () -> new CountPopulation(settings),
                        any -> true,
                        Types.BOOLEAN,
                        StreamTypes.BOUNDS);
    }

    @AfterEach
    void close() throws Exception {
        tasks.close();
    }

    @Test
    void each_day_ends_with_its_bounds_though_nothing_changed() throws Exception {
        tasks.watermark(endOf(-1));
        for (int customer = 1; customer <= 5; customer++) {
            tasks.process(comes(0, buyer(0, customer, customer * 100L)));
        }
        tasks.watermark(endOf(0) - 1);
        assertThat(tasks.output()).isEmpty();
        tasks.watermark(endOf(2));
        assertThat(tasks.output())
                .containsExactly(
                        new RfmBounds(
                                FIRST_DAY,
                                5,
                                List.of(0L, 0L, 0L, 0L),
                                List.of(1L, 2L, 3L, 4L),
                                List.of(100L, 200L, 300L, 400L)),
                        new RfmBounds(
                                FIRST_DAY + 1,
                                5,
                                List.of(1L, 1L, 1L, 1L),
                                List.of(1L, 2L, 3L, 4L),
                                List.of(100L, 200L, 300L, 400L)),
                        new RfmBounds(
                                FIRST_DAY + 2,
                                5,
                                List.of(2L, 2L, 2L, 2L),
                                List.of(1L, 2L, 3L, 4L),
                                List.of(100L, 200L, 300L, 400L)));
    }

    @Test
    void a_change_of_a_later_day_is_not_in_the_bounds_before_it() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(comes(1, buyer(1, 9, 900)), comes(0, buyer(0, 1, 100)));
        tasks.watermark(endOf(1));
        assertThat(tasks.output()).extracting(RfmBounds::population).containsExactly(1L, 2L);
    }

    @Test
    void nobody_who_has_not_ordered_is_in_the_population() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(comes(0, new Standing(FIRST_DAY, Lifetime.NONE, List.of(WindowTotals.NONE))));
        tasks.watermark(endOf(5));
        assertThat(tasks.output()).isEmpty();
        assertThat(tasks.timers()).isZero();
    }

    @Test
    void nothing_is_left_when_the_last_customer_is_gone() throws Exception {
        Standing ann = buyer(0, 1, 100);
        tasks.watermark(endOf(-1));
        tasks.process(comes(0, ann));
        tasks.watermark(endOf(0));
        PopulationChange leaves = new PopulationChange();
        leaves.remove(FIRST_DAY + 1, ann);
        tasks.process(leaves);
        tasks.watermark(endOf(1));
        assertThat(tasks.output()).hasSize(1);
        assertThat(tasks.timers()).isZero();
        assertThat(tasks.stateEntries()).isZero();
    }

    @Test
    void nothing_is_told_beyond_the_horizon() throws Exception {
        open(LIVE.upTo(endOf(3)));
        tasks.process(comes(0, buyer(0, 1, 100)));
        tasks.watermark(Long.MAX_VALUE);
        assertThat(tasks.output())
                .extracting(RfmBounds::day)
                .containsExactly(FIRST_DAY, FIRST_DAY + 1, FIRST_DAY + 2, FIRST_DAY + 3);
        assertThat(tasks.timers()).isZero();
    }

    @Test
    void it_resumes_as_if_nothing_had_been() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(comes(0, buyer(0, 1, 100)), comes(1, buyer(1, 5, 700)));
        tasks.watermark(at(0, 12));
        tasks = tasks.resumedAs(1);
        tasks.process(comes(0, buyer(0, 2, 300)));
        tasks.watermark(endOf(1));
        assertThat(tasks.output()).extracting(RfmBounds::population).containsExactly(2L, 3L);
        assertThat(tasks.output().get(1).monetary()).containsExactly(100L, 300L, 300L, 700L);
    }

    private static PopulationChange comes(int day, Standing standing) {
        PopulationChange change = new PopulationChange();
        change.add(FIRST_DAY + day, standing);
        return change;
    }

    private static Standing buyer(int day, long orders, long amount) {
        long time = at(day, 12);
        return new Standing(
                FIRST_DAY + day,
                new Lifetime(
                        orders,
                        amount,
                        0,
                        time,
                        time,
                        FIRST_DAY + day,
                        FIRST_DAY + day,
                        1,
                        amount,
                        0),
                List.of(new WindowTotals(orders, amount)));
    }
}
