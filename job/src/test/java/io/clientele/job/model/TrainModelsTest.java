package io.clientele.job.model;

import static io.clientele.job.SampleEvents.FIRST_DAY;
import static io.clientele.job.SampleEvents.LIVE;
import static io.clientele.job.SampleEvents.at;
import static io.clientele.job.SampleEvents.endOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.ValueModels;
import io.clientele.job.KeyedTasks;
import io.clientele.job.Settings;
import io.clientele.job.StreamTags;
import io.clientele.job.StreamTypes;
import io.clientele.job.ledger.StandingChange;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainModelsTest {

    private static final int CUSTOMERS = 80;

    private KeyedTasks<Boolean, StandingChange, Void, Models> tasks;

    @BeforeEach
    void open() throws Exception {
        open(LIVE);
    }

    private void open(Settings settings) throws Exception {
        tasks =
                KeyedTasks.of(
                        () -> new TrainModels(settings),
                        any -> true,
                        Types.BOOLEAN,
                        StreamTypes.MODELS);
    }

    @AfterEach
    void close() throws Exception {
        tasks.close();
    }

    @Test
    void every_day_tells_the_models_and_some_days_refit_them() throws Exception {
        days(0, 12);
        tasks.watermark(endOf(11));
        assertThat(tasks.output()).extracting(Models::day).endsWith(FIRST_DAY + 10, FIRST_DAY + 11);
        List<ValueModels> models =
                tasks.output().stream().flatMap(day -> day.value().stream()).toList();
        assertThat(models).extracting(ValueModels::version).containsOnly(1L, 2L);
        assertThat(
                        models.get(models.size() - 1).model().trainedTo()
                                - models.get(0).model().trainedTo())
                .isEqualTo(LIVE.models().value().refitDays());
        assertThat(tasks.aside(StreamTags.KPI_POINTS))
                .filteredOn(point -> point.measurement().equals("value"))
                .hasSameSizeAs(models);
    }

    @Test
    void too_few_customers_make_no_model_of_value_and_no_clusters() throws Exception {
        for (int customer = 0; customer < 9; customer++) {
            tasks.process(buyer(customer, 0, 3));
        }
        tasks.watermark(endOf(20));
        assertThat(tasks.output()).extracting(Models::value).containsOnly(Optional.empty());
        assertThat(tasks.output()).extracting(Models::clusters).containsOnly(Optional.empty());
    }

    @Test
    void it_resumes_as_if_nothing_had_been() throws Exception {
        days(0, 12);
        tasks.watermark(endOf(11));
        List<Models> smooth = List.copyOf(tasks.output());
        close();
        open();
        days(0, 5);
        tasks.watermark(endOf(3));
        int told = tasks.output().size();
        tasks = tasks.resumedAs(1);
        days(5, 12);
        tasks.watermark(endOf(11));
        assertThat(tasks.output()).hasSizeGreaterThan(6);
        assertThat(tasks.output()).isEqualTo(smooth.subList(told, smooth.size()));
    }

    @Test
    void a_day_that_has_ended_does_not_end_again_for_a_change_that_comes_after_a_restore()
            throws Exception {
        days(0, 5);
        tasks.watermark(endOf(3));
        tasks = tasks.resumedAs(1);
        tasks.process(buyer(1, 2, 3));
        tasks.watermark(endOf(4));
        assertThat(tasks.output()).extracting(Models::day).containsExactly(FIRST_DAY + 4);
    }

    @Test
    void the_horizon_refits_and_nothing_is_told_beyond_it() throws Exception {
        open(LIVE.upTo(endOf(9)));
        days(0, 10);
        tasks.watermark(Long.MAX_VALUE);
        Models last = tasks.output().get(tasks.output().size() - 1);
        assertThat(last.day()).isEqualTo(FIRST_DAY + 9);
        assertThat(last.value().orElseThrow().model().trainedTo()).isEqualTo(FIRST_DAY + 9);
        assertThat(tasks.timers()).isZero();
    }

    @Test
    void nothing_is_left_when_the_last_customer_is_gone() throws Exception {
        days(0, 3);
        tasks.watermark(endOf(2));
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            tasks.process(
                    new StandingChange(
                            "customer " + customer, FIRST_DAY + 3, at(3, 5), Optional.empty()));
        }
        tasks.watermark(endOf(3));
        assertThat(tasks.timers()).isZero();
    }

    /** On each day some customers have ordered again. */
    private void days(int from, int to) throws Exception {
        for (int day = from; day < to; day++) {
            Random random = new Random(day);
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                if (day == 0 || random.nextInt(3) == 0) {
                    tasks.process(buyer(customer, day, 1 + day / 3));
                }
            }
        }
    }

    private static StandingChange buyer(int customer, int day, long orderDays) {
        long amount = orderDays * (100 + 13L * customer);
        long first = FIRST_DAY - 30;
        Lifetime lifetime =
                new Lifetime(
                        orderDays,
                        amount,
                        0,
                        at(-30, 12),
                        at(day, 12),
                        first,
                        orderDays == 1 ? first : FIRST_DAY + day,
                        orderDays,
                        100 + 13L * customer,
                        orderDays == 1 ? 0 : (30L + day) * (30 + day) / (orderDays - 1));
        return new StandingChange(
                "customer " + customer,
                FIRST_DAY + day,
                at(day, 12),
                Optional.of(
                        new Standing(
                                FIRST_DAY + day,
                                lifetime,
                                List.of(new WindowTotals(orderDays, amount)))));
    }
}
