package io.clientele.job.rfm;

import static io.clientele.job.SampleEvents.FIRST_DAY;
import static io.clientele.job.SampleEvents.LIVE;
import static io.clientele.job.SampleEvents.at;
import static io.clientele.job.SampleEvents.endOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.model.Insight;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.ValueModels;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.analytics.rfm.RfmBounds;
import io.clientele.analytics.rfm.RfmScore;
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
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;

class SilentCustomersTest {

    private static final int CUSTOMERS = 8;
    private static final int DAYS = 40;

    /** Rules hear of everybody at each day's end, so nobody's state is passed over for them. */
    @Property(tries = 40, seed = "5")
    void readers_are_told_what_they_would_be_told_if_all_state_were_read(@ForAll long seed)
            throws Exception {
        assertThat(told(seed, Audience.READERS, LIVE))
                .isEqualTo(told(seed, Audience.READERS_AND_RULES, LIVE));
    }

    @Property(tries = 20, seed = "6")
    void a_bounded_stream_tells_the_same_at_its_horizon(@ForAll long seed) throws Exception {
        Settings bounded = LIVE.upTo(endOf(DAYS / 2));
        assertThat(told(seed, Audience.READERS, bounded))
                .isEqualTo(told(seed, Audience.READERS_AND_RULES, bounded));
    }

    @Test
    void more_customers_than_are_held_are_not_held() {
        SilentCustomers silent = new SilentCustomers(1);
        silent.hold("ann", scored(1));
        silent.hold("bob", scored(1));
        assertThat(silent.stays("ann", bounds(0, 5))).isTrue();
        assertThat(silent.stays("bob", bounds(0, 5))).isFalse();
        silent.forget("ann");
        silent.hold("bob", scored(1));
        assertThat(silent.stays("ann", bounds(0, 5))).isFalse();
        assertThat(silent.stays("bob", bounds(0, 5))).isTrue();
    }

    @Test
    void others_and_time_change_the_scores_of_who_is_silent() {
        SilentCustomers silent = new SilentCustomers();
        silent.hold("ann", scored(1));
        assertThat(silent.stays("ann", bounds(5, 5))).as("five days are recent").isTrue();
        assertThat(silent.stays("ann", bounds(6, 5))).as("six are not").isFalse();
        assertThat(silent.stays("ann", DayEnd.unknown(FIRST_DAY))).as("no bounds").isFalse();
    }

    /** Somebody who ordered once on the first day, with all scores but recency's at their least. */
    private static CustomerScore scored(long orders) {
        CustomerScore customer = new CustomerScore();
        customer.standing = Optional.of(standing(0, orders, 100));
        customer.score = Optional.of(new RfmScore(0, 5, 1, 1));
        return customer;
    }

    private static List<Object> told(long seed, Audience audience, Settings settings)
            throws Exception {
        Random random = new Random(seed);
        var tasks =
                KeyedTasks.hearing(
                        () ->
                                WriteBackBroadcastOperator.of(
                                        new ScoreCustomers(settings, audience),
                                        ScoreCustomers.DAY_ENDS),
                        StandingChange::customerId,
                        Types.STRING,
                        StreamTypes.PROFILE_UPDATE,
                        new HashMapStateBackend());
        List<Object> told = new ArrayList<>();
        int[] toldUpTo = new int[CUSTOMERS];
        boolean[] known = new boolean[CUSTOMERS];
        for (int day = 0; day < DAYS; day++) {
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                if (random.nextInt(6) == 0) {
                    // What is told of a customer is told in the order of its days.
                    toldUpTo[customer] = Math.max(toldUpTo[customer], day + random.nextInt(3));
                    known[customer] = !known[customer] || random.nextInt(8) > 0;
                    tasks.process(
                            known[customer]
                                    ? change(customer, toldUpTo[customer], random)
                                    : removal(customer, toldUpTo[customer]++));
                }
            }
            tasks.broadcast(bounds(day, random.nextInt(4) + 3));
            if (random.nextInt(3) == 0) {
                tasks.broadcast(models(day, random.nextInt(1_500)));
            }
            tasks.watermark(endOf(day));
            told.addAll(inOrder(tasks.output(), ProfileUpdate::toString));
            // A move's models are written nowhere, and left out where nobody else asks for them.
            told.addAll(
                    inOrder(tasks.aside(StreamTags.SEGMENT_MOVES), Object::toString).stream()
                            .map(
                                    move ->
                                            new SegmentMove(
                                                    move.from(), move.profile().with(Insight.NONE)))
                            .toList());
            told.addAll(inOrder(tasks.aside(StreamTags.VIP_MOVES), Object::toString));
            told.addAll(inOrder(tasks.aside(StreamTags.KPI_FACTS), Object::toString));
            tasks.clearOutput();
            if (random.nextInt(10) == 0) {
                tasks = tasks.resumedAs(1 + random.nextInt(2));
            }
        }
        tasks.close();
        return told;
    }

    private static <T> List<T> inOrder(
            List<T> values, java.util.function.Function<T, String> name) {
        return values.stream().sorted(Comparator.comparing(name)).toList();
    }

    private static StandingChange change(int customer, int day, Random random) {
        return told(
                customer,
                day,
                Optional.of(standing(day, random.nextInt(9), 100L * random.nextInt(40))));
    }

    private static StandingChange removal(int customer, int day) {
        return told(customer, day, Optional.empty());
    }

    private static StandingChange told(int customer, int day, Optional<Standing> standing) {
        return new StandingChange("customer-" + customer, FIRST_DAY + day, at(day, 12), standing);
    }

    private static Standing standing(int day, long orders, long net) {
        long time = at(day, 12);
        long orderDay = FIRST_DAY + day;
        Lifetime lifetime =
                orders == 0
                        ? Lifetime.NONE
                        : new Lifetime(
                                orders,
                                net,
                                0,
                                time,
                                time,
                                orderDay,
                                orderDay,
                                Math.max(1, orders / 2),
                                net / 2,
                                0);
        WindowTotals window = new WindowTotals(orders, net);
        return new Standing(orderDay, lifetime, List.of(window, window, window));
    }

    /** Steps of so many days, of an order and of a multiple of 1.00. */
    private static DayEnd bounds(int day, long step) {
        return DayEnd.of(
                new RfmBounds(FIRST_DAY + day, 100, steps(step), steps(1), steps(100 * step)));
    }

    private static List<Long> steps(long width) {
        return LongStream.rangeClosed(1, 4).map(step -> step * width).boxed().toList();
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
}
