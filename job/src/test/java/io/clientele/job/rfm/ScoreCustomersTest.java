package io.clientele.job.rfm;

import static io.clientele.job.SampleEvents.FIRST_DAY;
import static io.clientele.job.SampleEvents.LIVE;
import static io.clientele.job.SampleEvents.at;
import static io.clientele.job.SampleEvents.endOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.model.CustomerValue;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.ValueModels;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.analytics.profile.VipMove;
import io.clientele.analytics.rfm.RfmBounds;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.analytics.value.BgNbd;
import io.clientele.analytics.value.FitQuality;
import io.clientele.analytics.value.GammaGamma;
import io.clientele.analytics.value.PurchaseFit;
import io.clientele.analytics.value.SpendFit;
import io.clientele.analytics.value.ValueModel;
import io.clientele.analytics.value.ValueSettings;
import io.clientele.job.KeyedTasks;
import io.clientele.job.Settings;
import io.clientele.job.StreamTags;
import io.clientele.job.StreamTypes;
import io.clientele.job.ledger.StandingChange;
import io.clientele.job.state.WriteBackBroadcastOperator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoreCustomersTest {

    private static final List<String> CUSTOMERS = List.of("ann", "bob", "cleo", "dan", "eve");

    private KeyedTasks<String, StandingChange, DayEnd, ProfileUpdate> tasks;

    @BeforeEach
    void open() throws Exception {
        open(LIVE);
    }

    private void open(Settings settings) throws Exception {
        tasks =
                KeyedTasks.hearing(
                        () ->
                                WriteBackBroadcastOperator.of(
                                        new ScoreCustomers(settings, Audience.READERS_AND_RULES),
                                        ScoreCustomers.DAY_ENDS),
                        StandingChange::customerId,
                        Types.STRING,
                        StreamTypes.PROFILE_UPDATE,
                        new HashMapStateBackend());
    }

    @AfterEach
    void close() throws Exception {
        tasks.close();
    }

    @Test
    void the_end_of_a_day_scores_on_the_bounds_of_that_day() throws Exception {
        tasks.process(buyer("ann", 0, 0, 3, 600));
        tasks.clearOutput();
        tasks.broadcast(bounds(0, 100));
        tasks.broadcast(bounds(1, 1_000));
        tasks.watermark(endOf(0));
        Profile first = onlyProfile();
        assertThat(first.asOf()).isEqualTo(endOf(0));
        assertThat(first.score().orElseThrow().m()).as("600 over 100 to 400").isEqualTo(5);
        tasks.clearOutput();
        tasks.watermark(endOf(1));
        assertThat(onlyProfile().score().orElseThrow().m()).as("600 below 1000").isEqualTo(1);
    }

    @Test
    void a_change_of_a_later_day_lies_aside_until_that_day_ends() throws Exception {
        tasks.process(buyer("ann", 0, 0, 1, 50));
        tasks.broadcast(bounds(0, 100));
        tasks.process(buyer("ann", 1, 1, 2, 900));
        tasks.clearOutput();
        tasks.watermark(endOf(0));
        assertThat(onlyProfile().standing().lifetime().orders()).isEqualTo(1);
        tasks.broadcast(bounds(1, 100));
        tasks.clearOutput();
        tasks.watermark(endOf(1));
        assertThat(onlyProfile().standing().lifetime().orders()).isEqualTo(2);
    }

    @Test
    void an_order_is_scored_at_once_on_the_newest_bounds_and_moves_nobody() throws Exception {
        tasks.process(buyer("ann", 0, 0, 1, 50));
        assertThat(onlyProfile().score()).as("no day has ended yet").isEmpty();
        tasks.broadcast(bounds(0, 100));
        tasks.watermark(endOf(0));
        tasks.clearOutput();
        tasks.process(buyer("ann", 1, 1, 2, 900));
        Profile interim = onlyProfile();
        assertThat(interim.asOf()).isEqualTo(at(1, 12));
        assertThat(interim.score().orElseThrow().m()).isEqualTo(5);
        assertThat(tasks.aside(StreamTags.SEGMENT_MOVES)).isEmpty();
        assertThat(tasks.aside(StreamTags.KPI_FACTS)).isEmpty();
    }

    @Test
    void the_first_group_is_no_move() throws Exception {
        tasks.process(buyer("ann", 0, 0, 1, 50));
        tasks.broadcast(bounds(0, 100));
        tasks.watermark(endOf(0));
        assertThat(tasks.aside(StreamTags.SEGMENT_MOVES)).isEmpty();
        assertThat(groupSums(KpiSeries.GROUP_CUSTOMERS)).isEqualTo(Map.of(RfmGroup.NEW, 1L));
        assertThat(groupSums(KpiSeries.GROUP_VALUE)).isEqualTo(Map.of(RfmGroup.NEW, 50L));
        assertThat(groupSums(KpiSeries.MOVED_IN)).isEmpty();
    }

    @Test
    void a_customer_moves_at_the_end_of_the_day_that_changes_the_group() throws Exception {
        tasks.process(buyer("ann", 0, 0, 1, 50));
        tasks.broadcast(bounds(0, 100));
        tasks.watermark(endOf(0));
        tasks.process(buyer("ann", 1, 1, 9, 900));
        tasks.broadcast(bounds(1, 100));
        tasks.watermark(endOf(1) - 1);
        assertThat(tasks.aside(StreamTags.SEGMENT_MOVES)).isEmpty();
        tasks.watermark(endOf(1));
        assertThat(tasks.aside(StreamTags.SEGMENT_MOVES))
                .singleElement()
                .satisfies(
                        move -> {
                            assertThat(move.from()).isEqualTo(RfmGroup.NEW);
                            assertThat(move.profile().group()).contains(RfmGroup.CHAMPIONS);
                            assertThat(move.profile().asOf()).isEqualTo(endOf(1));
                        });
        assertThat(groupSums(KpiSeries.GROUP_CUSTOMERS)).isEqualTo(Map.of(RfmGroup.CHAMPIONS, 1L));
        assertThat(groupSums(KpiSeries.GROUP_VALUE)).isEqualTo(Map.of(RfmGroup.CHAMPIONS, 900L));
        assertThat(groupSums(KpiSeries.MOVED_OUT)).isEqualTo(Map.of(RfmGroup.NEW, 1L));
        assertThat(groupSums(KpiSeries.MOVED_IN)).isEqualTo(Map.of(RfmGroup.CHAMPIONS, 1L));
    }

    @Test
    void others_can_move_a_customer_who_does_nothing() throws Exception {
        tasks.process(buyer("ann", 0, 0, 1, 50));
        tasks.broadcast(bounds(0, 10));
        tasks.watermark(endOf(0));
        tasks.broadcast(bounds(1, 100));
        tasks.watermark(endOf(1));
        assertThat(tasks.aside(StreamTags.SEGMENT_MOVES)).hasSize(1);
    }

    @Test
    void a_day_that_changes_no_score_writes_no_profile() throws Exception {
        tasks.process(buyer("ann", 0, 0, 1, 50));
        tasks.broadcast(bounds(0, 100));
        tasks.watermark(endOf(0));
        tasks.clearOutput();
        tasks.broadcast(bounds(1, 100));
        tasks.watermark(endOf(1));
        assertThat(tasks.output()).isEmpty();
    }

    @Test
    void who_has_not_ordered_is_a_prospect_without_scores() throws Exception {
        tasks.process(change("ann", 0, Lifetime.NONE, WindowTotals.NONE));
        tasks.watermark(endOf(0));
        Profile profile = tasks.output().get(tasks.output().size() - 1).profile().orElseThrow();
        assertThat(profile.score()).isEmpty();
        assertThat(profile.group()).contains(RfmGroup.PROSPECTS);
        assertThat(groupSums(KpiSeries.GROUP_CUSTOMERS)).isEqualTo(Map.of(RfmGroup.PROSPECTS, 1L));
    }

    @Test
    void a_removal_writes_a_tombstone_and_leaves_nothing() throws Exception {
        tasks.process(buyer("ann", 0, 0, 1, 50));
        tasks.broadcast(bounds(0, 100));
        tasks.watermark(endOf(0));
        tasks.clearOutput();
        tasks.process(new StandingChange("ann", FIRST_DAY + 1, at(1, 5), Optional.empty()));
        assertThat(tasks.output()).as("removed when the day ends").isEmpty();
        tasks.watermark(endOf(1));
        assertThat(tasks.output()).containsExactly(new ProfileUpdate("ann", Optional.empty()));
        assertThat(tasks.stateEntries()).isZero();
        assertThat(tasks.timers()).isZero();
        assertThat(groupSums(KpiSeries.GROUP_CUSTOMERS))
                .as("since the first day's end")
                .isEqualTo(Map.of(RfmGroup.NEW, -1L));
    }

    @Test
    void who_is_removed_and_comes_back_on_the_next_day_is_scored_anew() throws Exception {
        tasks.process(buyer("ann", 0, 0, 1, 50));
        tasks.broadcast(bounds(0, 100));
        tasks.watermark(endOf(0));
        tasks.clearOutput();
        tasks.process(new StandingChange("ann", FIRST_DAY + 1, at(1, 5), Optional.empty()));
        tasks.process(buyer("ann", 2, 2, 9, 900));
        tasks.broadcast(bounds(1, 100));
        tasks.broadcast(bounds(2, 100));
        tasks.watermark(endOf(2));
        assertThat(tasks.output().get(1).profile()).as("tombstone of day 1").isEmpty();
        assertThat(tasks.output().get(2).profile().orElseThrow().asOf()).isEqualTo(endOf(2));
        assertThat(tasks.aside(StreamTags.SEGMENT_MOVES)).as("a first group again").isEmpty();
    }

    @Test
    void the_horizon_writes_one_profile_each_and_nothing_after_it() throws Exception {
        open(LIVE.upTo(endOf(3)));
        for (String customer : CUSTOMERS) {
            tasks.process(buyer(customer, 0, 0, 1, 50), buyer(customer, 2, 2, 2, 500));
        }
        for (int day = 0; day <= 3; day++) {
            tasks.broadcast(bounds(day, 100));
        }
        tasks.watermark(endOf(3) - 1);
        assertThat(tasks.output()).isEmpty();
        tasks.watermark(Long.MAX_VALUE);
        assertThat(tasks.output())
                .extracting(ProfileUpdate::customerId)
                .containsExactlyInAnyOrderElementsOf(CUSTOMERS);
        assertThat(tasks.output())
                .allSatisfy(
                        update ->
                                assertThat(update.profile().orElseThrow().asOf())
                                        .isEqualTo(endOf(3)));
        assertThat(tasks.timers()).isZero();
    }

    @Test
    void a_customer_enters_the_vips_at_the_end_of_the_day_and_leaves_when_others_are_worth_more()
            throws Exception {
        tasks.process(buyer("ann", 0, 0, 3, 600));
        tasks.broadcast(bounds(0, 100));
        tasks.broadcast(models(0, 100));
        tasks.clearOutput();
        tasks.watermark(endOf(0));
        CustomerValue value = onlyProfile().insight().value().orElseThrow();
        assertThat(value.vip()).isTrue();
        assertThat(value.estimate().lifetimeValue()).isGreaterThan(100);
        assertThat(tasks.aside(StreamTags.VIP_MOVES))
                .containsExactly(new VipMove(true, onlyProfile()));
        tasks.broadcast(bounds(1, 100));
        tasks.broadcast(models(1, 1e9));
        tasks.watermark(endOf(1));
        assertThat(tasks.aside(StreamTags.VIP_MOVES).get(1).entered()).isFalse();
        assertThat(sum(KpiSeries.VIP_CUSTOMERS)).isZero();
        assertThat(sum(KpiSeries.VIP_VALUE)).isZero();
        assertThat(sum(KpiSeries.VIPS_ENTERED)).isEqualTo(1);
        assertThat(sum(KpiSeries.VIPS_LEFT)).isEqualTo(1);
    }

    @Test
    void a_removed_vip_counts_no_longer() throws Exception {
        tasks.process(buyer("ann", 0, 0, 3, 600));
        tasks.broadcast(bounds(0, 100));
        tasks.broadcast(models(0, 100));
        tasks.watermark(endOf(0));
        assertThat(sum(KpiSeries.VIP_VALUE)).isEqualTo(600);
        tasks.process(new StandingChange("ann", FIRST_DAY + 1, at(1, 5), Optional.empty()));
        tasks.watermark(endOf(1));
        assertThat(sum(KpiSeries.VIP_CUSTOMERS)).isZero();
        assertThat(sum(KpiSeries.VIP_VALUE)).isZero();
    }

    @Test
    void the_parts_of_a_days_end_may_come_in_any_order() throws Exception {
        tasks.process(buyer("ann", 0, 0, 3, 600));
        tasks.broadcast(models(0, 100));
        tasks.broadcast(bounds(0, 100));
        tasks.clearOutput();
        tasks.watermark(endOf(0));
        assertThat(onlyProfile().score()).isPresent();
        assertThat(onlyProfile().insight().value()).isPresent();
    }

    @Test
    void it_resumes_in_one_task_or_two_as_if_nothing_had_been() throws Exception {
        Map<Integer, List<SegmentMove>> moves = new TreeMap<>();
        Map<Integer, List<ProfileUpdate>> updates = new TreeMap<>();
        for (int parallelism = 0; parallelism <= 2; parallelism++) {
            close();
            open();
            for (String customer : CUSTOMERS) {
                tasks.process(buyer(customer, 0, 0, 1, 50));
            }
            tasks.broadcast(bounds(0, 100));
            tasks.watermark(endOf(0));
            for (String customer : CUSTOMERS) {
                tasks.process(buyer(customer, 1, 1, 9, 900));
            }
            tasks.broadcast(bounds(1, 100));
            if (parallelism == 0) {
                tasks.clearOutput();
            } else {
                tasks = tasks.resumedAs(parallelism);
            }
            for (String customer : CUSTOMERS) {
                tasks.process(
                        new StandingChange(customer, FIRST_DAY + 2, at(2, 5), Optional.empty()));
            }
            tasks.watermark(endOf(2));
            assertThat(tasks.stateEntries()).isZero();
            assertThat(tasks.timers()).isZero();
            List<SegmentMove> told = new ArrayList<>(tasks.aside(StreamTags.SEGMENT_MOVES));
            told.sort(Comparator.comparing(move -> move.profile().customerId()));
            moves.put(parallelism, told);
            List<ProfileUpdate> written = new ArrayList<>(tasks.output());
            written.sort(Comparator.comparing(ProfileUpdate::customerId));
            updates.put(parallelism, written);
        }
        assertThat(moves.get(0)).hasSize(CUSTOMERS.size());
        assertThat(updates.get(0)).hasSize(2 * CUSTOMERS.size());
        for (int parallelism : List.of(1, 2)) {
            assertThat(moves.get(parallelism)).isEqualTo(moves.get(0));
            assertThat(updates.get(parallelism)).isEqualTo(updates.get(0));
        }
    }

    private Profile onlyProfile() {
        assertThat(tasks.output()).hasSize(1);
        return tasks.output().get(0).profile().orElseThrow();
    }

    private Map<RfmGroup, Long> groupSums(KpiSeries series) {
        Map<RfmGroup, Long> sums = new TreeMap<>();
        tasks.aside(StreamTags.KPI_FACTS).stream()
                .filter(fact -> fact.series() == series)
                .forEach(
                        fact ->
                                sums.merge(
                                        RfmGroup.values()[fact.part()], fact.amount(), Long::sum));
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    private long sum(KpiSeries series) {
        return tasks.aside(StreamTags.KPI_FACTS).stream()
                .filter(fact -> fact.series() == series)
                .mapToLong(KpiFact::amount)
                .sum();
    }

    /** The models of the CDNOW sample, with a bound of VIPs in minor units. */
    private static DayEnd models(int day, double vipBound) {
        FitQuality quality = new FitQuality(-9582.4, 2357, 10, true, List.of());
        return DayEnd.of(
                new Models(
                        FIRST_DAY + day,
                        FIRST_DAY,
                        Optional.of(
                                new ValueModels(
                                        1,
                                        new ValueModel(
                                                FIRST_DAY + day,
                                                new PurchaseFit(
                                                        new BgNbd(0.243, 4.414, 0.793, 2.426),
                                                        quality),
                                                new SpendFit(
                                                        new GammaGamma(6.25, 3.74, 1544), quality),
                                                ValueSettings.USUAL,
                                                List.of()),
                                        Optional.empty(),
                                        vipBound)),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Bounds by which nobody is long silent, and amounts are told apart by steps of a width. */
    private static DayEnd bounds(int day, long width) {
        return DayEnd.of(
                new RfmBounds(
                        FIRST_DAY + day,
                        100,
                        List.of(10L, 20L, 30L, 40L),
                        List.of(1L, 2L, 3L, 4L),
                        List.of(width, 2 * width, 3 * width, 4 * width)));
    }

    private static StandingChange buyer(
            String customer, int day, int lastOrder, long orders, long amount) {
        long first = at(lastOrder, 12);
        long orderDay = FIRST_DAY + lastOrder;
        return change(
                customer,
                day,
                new Lifetime(orders, amount, 0, first, first, orderDay, orderDay, 1, amount, 0),
                new WindowTotals(orders, amount));
    }

    private static StandingChange change(
            String customer, int day, Lifetime lifetime, WindowTotals window) {
        return new StandingChange(
                customer,
                FIRST_DAY + day,
                at(day, 12),
                Optional.of(
                        new Standing(FIRST_DAY + day, lifetime, List.of(window, window, window))));
    }
}
