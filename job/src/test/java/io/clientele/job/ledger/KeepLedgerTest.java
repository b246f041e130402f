package io.clientele.job.ledger;

import static io.clientele.job.SampleEvents.FIRST_DAY;
import static io.clientele.job.SampleEvents.LIVE;
import static io.clientele.job.SampleEvents.anonymousOrder;
import static io.clientele.job.SampleEvents.at;
import static io.clientele.job.SampleEvents.endOf;
import static io.clientele.job.SampleEvents.order;
import static io.clientele.job.SampleEvents.refund;
import static io.clientele.job.SampleEvents.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.habit.HabitSum;
import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.job.KeyedTasks;
import io.clientele.job.Settings;
import io.clientele.job.StreamTags;
import io.clientele.job.StreamTypes;
import io.clientele.job.state.WriteBackOperator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepLedgerTest {

    /** A customer goes on the day after the 1096th without an event. */
    private static final int REMOVED_AFTER = LIVE.retention() + 1;

    private KeyedTasks<String, CommerceEvent, Void, StandingChange> tasks;

    @BeforeEach
    void open() throws Exception {
        open(LIVE);
    }

    private void open(Settings settings) throws Exception {
        tasks =
                KeyedTasks.running(
                        () -> WriteBackOperator.of(new KeepLedger(settings)),
                        event -> event.header().key(),
                        Types.STRING,
                        StreamTypes.STANDING_CHANGE);
    }

    @AfterEach
    void close() throws Exception {
        tasks.close();
    }

    @Test
    void an_order_of_the_open_day_is_told_at_once() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(order("m", "ann", "", 500, at(0, 9)));
        assertThat(tasks.output())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.customerId()).isEqualTo("ann");
                            assertThat(change.day()).isEqualTo(FIRST_DAY);
                            assertThat(change.time()).isEqualTo(at(0, 9));
                            assertThat(windows(change))
                                    .containsExactly(net(1, 500), net(1, 500), net(1, 500));
                        });
        assertThat(tasks.aside(StreamTags.POPULATION_STEPS))
                .containsExactly(
                        new PopulationStep(
                                FIRST_DAY, Optional.empty(), tasks.output().get(0).standing()));
    }

    @Test
    void an_event_of_a_later_day_waits_until_that_day_begins() throws Exception {
        tasks.watermark(at(0, 12));
        tasks.process(
                order("m-2", "ann", "", 700, at(1, 9)), order("m-1", "ann", "", 500, at(0, 13)));
        assertThat(tasks.output()).hasSize(1);
        tasks.watermark(endOf(0) - 1);
        assertThat(tasks.output()).hasSize(1);
        tasks.watermark(endOf(0));
        assertThat(tasks.output()).hasSize(2);
        assertThat(tasks.output().get(1).day()).isEqualTo(FIRST_DAY + 1);
        assertThat(windows(tasks.output().get(1)).get(0)).isEqualTo(net(2, 1200));
    }

    @Test
    void a_late_event_counts_on_its_own_day() throws Exception {
        tasks.watermark(at(40, 12));
        tasks.process(order("m", "ann", "", 500, at(5, 9)));
        assertThat(windows(tasks.output().get(0)))
                .containsExactly(net(0, 0), net(1, 500), net(1, 500));
    }

    @Test
    void a_customer_whom_a_late_event_makes_known_is_counted_at_that_event() throws Exception {
        tasks.watermark(at(40, 12));
        tasks.process(visit("m", "ann", at(5, 9)));
        assertThat(facts(KpiSeries.KNOWN)).containsExactly(Map.entry(at(5, 9), 1L));
    }

    @Test
    void a_silent_customer_leaves_each_window_on_its_day() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(order("m", "ann", "", 500, at(0, 9)));
        for (int day = 0; day < 400; day++) {
            tasks.watermark(endOf(day));
        }
        assertThat(tasks.output())
                .extracting(change -> change.day() - FIRST_DAY, KeepLedgerTest::windows)
                .containsExactly(
                        tuple(0L, List.of(net(1, 500), net(1, 500), net(1, 500))),
                        tuple(30L, List.of(net(0, 0), net(1, 500), net(1, 500))),
                        tuple(90L, List.of(net(0, 0), net(0, 0), net(1, 500))),
                        tuple(365L, List.of(net(0, 0), net(0, 0), net(0, 0))));
        assertStepsFollowEachOther();
    }

    @Test
    void a_jump_of_event_time_tells_the_same_slides() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(order("m", "ann", "", 500, at(0, 9)));
        tasks.watermark(endOf(400));
        assertThat(tasks.output())
                .extracting(change -> change.day() - FIRST_DAY)
                .containsExactly(0L, 30L, 90L, 365L);
    }

    @Test
    void a_refund_takes_off_the_windows_of_its_own_day() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(order("m-1", "ann", "", 500, at(0, 9)));
        tasks.watermark(endOf(9));
        tasks.process(refund("m-2", "ann", 200, at(10, 9)));
        tasks.watermark(endOf(35));
        Standing last = tasks.output().get(tasks.output().size() - 1).standing().orElseThrow();
        assertThat(last.windows()).containsExactly(net(0, -200), net(1, 300), net(1, 300));
        assertThat(last.lifetime().refunds()).isEqualTo(200);
    }

    @Test
    void a_visit_of_a_known_customer_is_no_news() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(visit("m-1", "ann", at(0, 9)), visit("m-2", "ann", at(0, 10)));
        assertThat(tasks.output()).hasSize(1);
        assertThat(facts(KpiSeries.KNOWN)).hasSize(1);
        assertThat(facts(KpiSeries.ACTIVE)).hasSize(2);
        assertThat(facts(KpiSeries.DAY_ACTIVE)).hasSize(1);
    }

    @Test
    void visits_are_told_once_when_their_day_ends() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(order("m-1", "ann", "", 500, at(0, 9)));
        tasks.process(visit("m-2", "ann", at(0, 10)), visit("m-3", "ann", at(0, 11)));
        assertThat(tasks.output()).hasSize(1);
        tasks.watermark(endOf(0) - 1);
        assertThat(tasks.output()).hasSize(1);
        tasks.watermark(endOf(0));
        assertThat(tasks.output()).hasSize(2);
        StandingChange told = tasks.output().get(1);
        assertThat(told.day()).isEqualTo(FIRST_DAY);
        assertThat(told.time()).isEqualTo(endOf(0));
        assertThat(sum(HabitSum.VIEWS, told)).isEqualTo(2);
        assertThat(tasks.aside(StreamTags.POPULATION_STEPS)).as("money stood still").hasSize(1);
        tasks.watermark(endOf(3));
        assertThat(tasks.output()).hasSize(2);
    }

    @Test
    void visits_before_an_order_are_told_with_it() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(visit("m-1", "ann", at(0, 9)), visit("m-2", "ann", at(0, 10)));
        tasks.process(order("m-3", "ann", "", 500, at(0, 11)));
        tasks.watermark(endOf(0));
        assertThat(tasks.output())
                .extracting(change -> sum(HabitSum.VIEWS, change))
                .containsExactly(1L, 2L);
    }

    @Test
    void late_and_early_visits_count_on_the_day_that_is_open() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(order("m-1", "ann", "", 500, at(0, 9)), visit("m-2", "ann", at(1, 9)));
        tasks.watermark(endOf(0));
        tasks.process(visit("m-3", "ann", at(0, 23)));
        tasks.watermark(endOf(1));
        tasks.watermark(endOf(5));
        assertThat(tasks.output())
                .extracting(change -> change.day() - FIRST_DAY, c -> sum(HabitSum.VIEWS, c))
                .containsExactly(tuple(0L, 0L), tuple(1L, 2L));
    }

    @Test
    void what_is_owed_is_told_after_a_restart() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(order("m-1", "ann", "", 500, at(0, 9)), visit("m-2", "ann", at(0, 10)));
        tasks = tasks.resumedAs(2);
        tasks.watermark(endOf(0));
        assertThat(tasks.output())
                .singleElement()
                .satisfies(change -> assertThat(sum(HabitSum.VIEWS, change)).isEqualTo(1));
    }

    @Test
    void a_slide_on_the_next_day_is_still_told_on_that_day() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(order("m-1", "ann", "", 500, at(0, 9)));
        tasks.watermark(endOf(28));
        tasks.process(visit("m-2", "ann", at(29, 9)));
        tasks.watermark(endOf(29));
        assertThat(tasks.output()).hasSize(2);
        tasks.watermark(endOf(30));
        assertThat(tasks.output())
                .extracting(change -> change.day() - FIRST_DAY)
                .containsExactly(0L, 29L, 30L);
        assertThat(tasks.output().get(2).time()).isEqualTo(at(30, 0) + "ann".hashCode());
    }

    @Test
    void without_models_there_are_no_habits() throws Exception {
        close();
        open(LIVE.withModels(ModelSettings.OFF));
        tasks.watermark(endOf(-1));
        tasks.process(order("m-1", "ann", "", 500, at(0, 9)), visit("m-2", "ann", at(0, 10)));
        tasks.watermark(endOf(1));
        assertThat(tasks.output())
                .singleElement()
                .satisfies(
                        change -> assertThat(change.standing().orElseThrow().habits()).isEmpty());
    }

    @Test
    void an_anonymous_event_counts_and_leaves_no_state() throws Exception {
        tasks.watermark(at(0, 0));
        tasks.process(
                anonymousOrder("m-1", "visitor", 500, at(0, 9)),
                anonymousOrder("m-2", "visitor", 500, at(3, 9)));
        assertThat(tasks.output()).isEmpty();
        assertThat(tasks.stateEntries()).isZero();
        assertThat(tasks.timers()).isZero();
        assertThat(facts(KpiSeries.ANONYMOUS_ORDERS)).hasSize(2);
        assertThat(facts(KpiSeries.GROSS_REVENUE)).hasSize(2);
        assertThat(facts(KpiSeries.ACTIVE)).isEmpty();
        assertThat(facts(KpiSeries.NEW)).isEmpty();
    }

    @Test
    void a_customer_is_removed_after_retention_and_leaves_nothing() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(order("m-1", "ann", "", 500, at(0, 9)), visit("m-2", "bob", at(0, 9)));
        tasks.watermark(endOf(REMOVED_AFTER - 1));
        assertThat(tasks.stateEntries()).isEqualTo(2);
        tasks.watermark(endOf(REMOVED_AFTER));
        assertThat(tasks.stateEntries()).isZero();
        assertThat(tasks.timers()).isZero();
        assertThat(tasks.output().stream().filter(change -> change.standing().isEmpty()))
                .extracting(StandingChange::customerId, change -> change.day() - FIRST_DAY)
                .containsExactlyInAnyOrder(
                        tuple("ann", (long) REMOVED_AFTER), tuple("bob", (long) REMOVED_AFTER));
        assertThat(facts(KpiSeries.KNOWN).stream().mapToLong(Map.Entry::getValue).sum()).isZero();
        assertStepsFollowEachOther();
    }

    @Test
    void a_visit_puts_removal_off() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(order("m-1", "ann", "", 500, at(0, 9)));
        tasks.watermark(endOf(99));
        tasks.process(visit("m-2", "ann", at(100, 9)));
        tasks.watermark(endOf(99 + REMOVED_AFTER));
        assertThat(tasks.stateEntries()).isEqualTo(1);
        tasks.watermark(endOf(100 + REMOVED_AFTER));
        assertThat(tasks.stateEntries()).isZero();
        assertThat(tasks.timers()).isZero();
    }

    @Test
    void who_comes_back_on_the_day_of_removal_begins_anew_at_whatever_hour() throws Exception {
        for (int hour : List.of(0, 23)) {
            for (boolean removedBefore : List.of(false, true)) {
                close();
                open();
                tasks.watermark(endOf(-1));
                tasks.process(order("m-1", "ann", "", 500, at(0, 9)));
                tasks.watermark(endOf(REMOVED_AFTER - 1));
                if (removedBefore) {
                    tasks.watermark(at(REMOVED_AFTER, hour) - 1);
                }
                tasks.process(order("m-2", "ann", "", 700, at(REMOVED_AFTER, hour)));
                tasks.watermark(endOf(REMOVED_AFTER));
                StandingChange last = tasks.output().get(tasks.output().size() - 1);
                assertThat(last.standing().orElseThrow().lifetime().gross()).isEqualTo(700);
                // The same whether the alarm or the event came first.
                assertThat(facts(KpiSeries.KNOWN))
                        .containsExactlyInAnyOrder(
                                Map.entry(at(0, 9), 1L),
                                Map.entry(at(REMOVED_AFTER, 0) + "ann".hashCode(), -1L),
                                Map.entry(at(REMOVED_AFTER, hour), 1L));
                assertStepsFollowEachOther();
            }
        }
    }

    @Test
    void late_events_from_before_retention_are_kept_for_a_day() throws Exception {
        tasks.watermark(at(2_000, 12));
        tasks.process(
                order("m-1", "ann", "", 500, at(0, 9)), order("m-2", "ann", "", 700, at(1, 9)));
        assertThat(tasks.output().get(1).standing().orElseThrow().lifetime().gross())
                .isEqualTo(1_200);
        tasks.watermark(endOf(2_001));
        assertThat(tasks.stateEntries()).isZero();
        assertThat(tasks.timers()).isZero();
        assertStepsFollowEachOther();
    }

    @Test
    void the_first_order_makes_a_new_customer_and_later_ones_a_returning_one() throws Exception {
        tasks.watermark(endOf(-1));
        tasks.process(
                order("m-1", "ann", "", 500, at(0, 9)), order("m-2", "ann", "", 500, at(0, 9) + 1));
        tasks.watermark(endOf(0));
        tasks.process(
                order("m-3", "ann", "", 500, at(1, 9)), order("m-4", "ann", "", 500, at(1, 10)));
        assertThat(facts(KpiSeries.NEW)).containsExactly(Map.entry(at(0, 9), 1L));
        assertThat(facts(KpiSeries.RETURNING))
                .containsExactly(Map.entry(at(1, 9), 1L), Map.entry(at(1, 10), 1L));
        assertThat(facts(KpiSeries.DAY_RETURNING)).containsExactly(Map.entry(at(1, 9), 1L));
    }

    @Test
    void a_customer_is_active_once_in_each_window_however_far_apart_its_events_come()
            throws Exception {
        // Minutes: a cancellation may come hours after an event that is hours later than it.
        tasks.watermark(at(0, 0));
        for (int hour : List.of(20, 3, 20, 3, 11)) {
            tasks.process(visit("m", "ann", at(0, hour)), visit("m", "ann", at(0, hour) + 59_999));
        }
        assertThat(facts(KpiSeries.ACTIVE))
                .containsExactlyInAnyOrder(
                        Map.entry(at(0, 20), 1L),
                        Map.entry(at(0, 3), 1L),
                        Map.entry(at(0, 11), 1L));
    }

    @Test
    void presence_is_remembered_for_as_long_as_a_window_takes_late_events() throws Exception {
        for (int day = 0; day < 400; day++) {
            tasks.watermark(endOf(day - 1));
            tasks.process(visit("m", "ann", at(day, 9)), visit("m", "ann", at(day, 10)));
            if (day > 0) {
                tasks.process(visit("m", "ann", at(day - 1, 9)));
            }
        }
        assertThat(facts(KpiSeries.ACTIVE)).hasSize(2 * 400).allMatch(one -> one.getValue() == 1);
        assertThat(facts(KpiSeries.DAY_ACTIVE)).hasSize(400);
    }

    @Test
    void orders_in_any_order_make_the_same_new_and_returning_customers() throws Exception {
        Settings hourly = LIVE.withKpiWindow(Duration.ofHours(1));
        List<CommerceEvent> events = new ArrayList<>();
        List<Long> times = List.of(at(0, 9), at(0, 9) + 60_000, at(0, 12), at(1, 9), at(2, 0));
        for (long time : times) {
            events.add(order("m-" + time, "ann", "", 500, time));
        }
        Map<String, Long> inOrder = Map.of();
        for (List<CommerceEvent> permuted : permutations(events)) {
            close();
            open(hourly);
            tasks.watermark(at(2, 1));
            for (CommerceEvent event : permuted) {
                tasks.process(event);
            }
            Map<String, Long> sums = new TreeMap<>();
            for (KpiFact fact : tasks.aside(StreamTags.KPI_FACTS)) {
                String window =
                        switch (fact.series()) {
                            case NEW, RETURNING -> "hour " + Math.floorDiv(fact.time(), 3_600_000);
                            case DAY_RETURNING -> "day " + Math.floorDiv(fact.time(), 86_400_000);
                            default -> "";
                        };
                if (!window.isEmpty()) {
                    sums.merge(fact.series() + " in " + window, fact.amount(), Long::sum);
                }
            }
            sums.values().removeIf(sum -> sum == 0);
            if (inOrder.isEmpty()) {
                inOrder = sums;
                assertThat(inOrder).hasSize(1 + 3 + 2);
            }
            assertThat(sums).as("%s", permuted).isEqualTo(inOrder);
        }
    }

    @Test
    void it_resumes_in_one_task_or_two_as_if_nothing_had_been() throws Exception {
        Map<Integer, List<StandingChange>> changes = new TreeMap<>();
        for (int parallelism = 0; parallelism <= 2; parallelism++) {
            close();
            open();
            tasks.watermark(endOf(-1));
            for (String customer : List.of("ann", "bob", "cleo", "dan", "eve")) {
                tasks.process(
                        order("m-1", customer, "", 500, at(0, 9)),
                        order("m-2", customer, "", 700, at(3, 9)));
            }
            List<StandingChange> told = new ArrayList<>(tasks.output());
            if (parallelism == 0) {
                tasks.clearOutput();
            } else {
                tasks = tasks.resumedAs(parallelism);
                tasks.watermark(endOf(-1));
            }
            for (String customer : List.of("ann", "bob", "cleo", "dan", "eve")) {
                tasks.process(refund("m-3", customer, 100, at(0, 23)));
            }
            for (int day = 0; day <= 3 + REMOVED_AFTER; day += 5) {
                tasks.watermark(endOf(day));
            }
            tasks.watermark(endOf(3 + REMOVED_AFTER));
            told.addAll(tasks.output());
            told.sort(
                    Comparator.comparing(StandingChange::customerId)
                            .thenComparing(StandingChange::day)
                            .thenComparing(StandingChange::time));
            changes.put(parallelism, told);
            assertThat(tasks.stateEntries()).isZero();
            assertThat(tasks.timers()).isZero();
        }
        assertThat(changes.get(0)).hasSizeGreaterThan(5 * 8);
        assertThat(changes.get(1)).isEqualTo(changes.get(0));
        assertThat(changes.get(2)).isEqualTo(changes.get(0));
    }

    /** Every step starts where the customer's one before it ended. */
    private void assertStepsFollowEachOther() {
        Map<Long, Long> balance = new TreeMap<>();
        long customers = 0;
        for (PopulationStep step : tasks.aside(StreamTags.POPULATION_STEPS)) {
            customers += (step.after().isPresent() ? 1 : 0) - (step.before().isPresent() ? 1 : 0);
            step.before().ifPresent(s -> balance.merge(s.longestWindow().net(), -1L, Long::sum));
            step.after().ifPresent(s -> balance.merge(s.longestWindow().net(), 1L, Long::sum));
        }
        assertThat(balance.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(customers);
        assertThat(balance.values()).allMatch(count -> count >= 0);
    }

    private List<Map.Entry<Long, Long>> facts(KpiSeries series) {
        return tasks.aside(StreamTags.KPI_FACTS).stream()
                .filter(fact -> fact.series() == series)
                .map(fact -> Map.entry(fact.time(), fact.amount()))
                .toList();
    }

    private static long sum(HabitSum sum, StandingChange change) {
        return change.standing().orElseThrow().habits().orElseThrow().sum(sum);
    }

    private static List<WindowTotals> windows(StandingChange change) {
        return change.standing().orElseThrow().windows();
    }

    private static WindowTotals net(long orders, long net) {
        return new WindowTotals(orders, net);
    }

    private static <T> List<List<T>> permutations(List<T> values) {
        if (values.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            List<T> others = new ArrayList<>(values);
            T first = others.remove(i);
            for (List<T> rest : permutations(others)) {
                List<T> permuted = new ArrayList<>(List.of(first));
                permuted.addAll(rest);
                all.add(permuted);
            }
        }
        return all;
    }
}
