package io.clientele.analytics.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.EventHeader;
import io.clientele.analytics.event.EventHeader.IdentityKind;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.event.Interaction;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderDetails;
import io.clientele.analytics.event.OrderLine;
import io.clientele.analytics.event.OrderRefunded;
import io.clientele.analytics.event.Product;
import io.clientele.analytics.ledger.CustomerLedger;
import io.clientele.analytics.ledger.CustomerLedgerCodec;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.StandingCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FeaturesTest {

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long HOUR_MILLIS = 3_600_000L;

    /** A Friday. */
    private static final long TODAY = 20_000 - 20_000 % 7 + 1;

    private static final Features FEATURES = new Features(SlidingWindows.DEFAULT);
    private static final CustomerLedgerCodec LEDGERS = new CustomerLedgerCodec();
    private static final StandingCodec STANDINGS = new StandingCodec();

    @Property(tries = 300, seed = "31")
    void each_feature_is_what_a_computation_over_all_events_gives_in_any_order(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 80) int count) throws IOException {
        Random random = new Random(seed);
        List<CommerceEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(i, random));
        }
        Standing one = standing(events);
        Collections.shuffle(events, random);
        Standing other = standing(events);

        assertThat(other).isEqualTo(one);
        long asOf = TODAY + random.nextInt(100);
        double[] row = FEATURES.row(one, TODAY);
        NaiveFeatures naive = new NaiveFeatures(events, TODAY);
        for (Feature feature : Feature.values()) {
            double expected = naive.of(feature);
            double found = row[feature.ordinal()];
            if (Double.isNaN(expected)) {
                assertThat(found).as(feature.label()).isNaN();
            } else {
                assertThat(found)
                        .as(feature.label())
                        .isCloseTo(expected, within(1e-9 * Math.abs(expected) + 1e-9));
            }
        }
        int tenure = Feature.TENURE_DAYS.ordinal();
        if (count > 0) {
            assertThat(FEATURES.row(one, asOf)[tenure] - row[tenure])
                    .isEqualTo((double) (asOf - TODAY));
        }
        assertThat(one.habits().map(habits -> habits.country()).orElse(""))
                .isEqualTo(naive.country());
    }

    @Test
    void a_customer_of_whom_nothing_is_known_has_what_is_counted_and_misses_the_rest() {
        double[] row =
                FEATURES.row(new CustomerLedger(TODAY).standing(SlidingWindows.DEFAULT), TODAY);
        for (Feature feature : Feature.values()) {
            boolean counted =
                    feature.label().endsWith("window")
                            || feature == Feature.LIFETIME_ORDERS
                            || feature == Feature.PURCHASE_DAYS;
            if (counted) {
                assertThat(row[feature.ordinal()]).as(feature.label()).isZero();
            } else {
                assertThat(row[feature.ordinal()]).as(feature.label()).isNaN();
            }
        }
    }

    @Test
    void an_order_is_compared_with_the_orders_before_it() {
        List<CommerceEvent> events = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            events.add(order(TODAY - 70 + 10L * i, 2_000 + 100L * i));
        }
        Standing before = standing(events);

        assertThat(before.amountDeviation(2_200).orElseThrow()).isBetween(-1.0, 1.0);
        assertThat(before.amountDeviation(60_000).orElseThrow()).isGreaterThan(10);
        assertThat(before.amountDeviation(60).orElseThrow()).isLessThan(-10);
        assertThat(before.gapDeviation(TODAY - 10).orElseThrow()).isBetween(-1.0, 1.0);
        assertThat(before.gapDeviation(TODAY + 100).orElseThrow()).isGreaterThan(10);
        assertThat(before.gapDeviation(TODAY - 20)).as("a purchase day already").isEmpty();
        assertThat(standing(events.subList(0, 4)).amountDeviation(2_200)).isEmpty();
        assertThat(standing(events.subList(0, 5)).gapDeviation(TODAY)).isEmpty();
    }

    private static OrderCompleted order(long day, long amount) {
        EventHeader header = new EventHeader("m-" + day, "c", IdentityKind.USER, day * DAY_MILLIS);
        return new OrderCompleted(header, "", amount, 0, 0, 0, "", 1);
    }

    @Test
    void scales_are_logarithms_where_the_catalogue_says_so() {
        assertThat(Scale.LOG.of(Math.E - 1)).isCloseTo(1, within(1e-12));
        assertThat(Scale.LOG.of(-5)).isZero();
        assertThat(Scale.LOG.of(Double.NaN)).isNaN();
        assertThat(Scale.LINEAR.of(-5)).isEqualTo(-5);
        List<CommerceEvent> events = List.of(event(0, new Random(1)));
        Standing standing = standing(events);
        double[] row = FEATURES.row(standing, TODAY);
        double[] scaled = FEATURES.scaledRow(standing, TODAY);
        for (Feature feature : Feature.values()) {
            assertThat(
                            Double.compare(
                                    scaled[feature.ordinal()],
                                    feature.scale().of(row[feature.ordinal()])))
                    .isZero();
        }
    }

    /** Each event through the bytes of a ledger, then the standing through its own. */
    private static Standing standing(List<CommerceEvent> events) {
        try {
            CustomerLedger ledger = new CustomerLedger(TODAY);
            for (CommerceEvent event : events) {
                long time = event.header().timestamp();
                long day = Math.floorDiv(time, DAY_MILLIS);
                int hour = (int) (Math.floorMod(time, DAY_MILLIS) / HOUR_MILLIS);
                ledger.habit(event, day, hour);
                if (event instanceof OrderCompleted order) {
                    ledger.order(time, day, order.amount());
                } else if (event instanceof OrderRefunded refund) {
                    ledger.refund(day, refund.amount());
                }
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                LEDGERS.write(ledger, new DataOutputStream(bytes));
                ledger = LEDGERS.read(LEDGERS.version(), in(bytes));
            }
            Standing standing = ledger.standing(SlidingWindows.DEFAULT);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            STANDINGS.write(standing, new DataOutputStream(bytes));
            assertThat(STANDINGS.read(STANDINGS.version(), in(bytes))).isEqualTo(standing);
            return standing;
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static DataInputStream in(ByteArrayOutputStream bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    /** Within the longest window, where late events are exact. */
    private static CommerceEvent event(int number, Random random) {
        long time = (TODAY - random.nextInt(365)) * DAY_MILLIS + random.nextInt((int) DAY_MILLIS);
        EventHeader header = new EventHeader("m-" + number, "c", IdentityKind.USER, time);
        int kind = random.nextInt(4);
        if (kind == 0) {
            return order(header, random);
        }
        if (kind == 1 && random.nextInt(3) == 0) {
            return new OrderRefunded(header, "", random.nextInt(5_000));
        }
        EventType[] types = EventType.values();
        EventType type = types[random.nextInt(types.length)];
        return type.name().startsWith("ORDER_")
                ? order(header, random)
                : new Interaction(header, type);
    }

    private static OrderCompleted order(EventHeader header, Random random) {
        List<OrderLine> lines = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            lines.add(
                    new OrderLine(
                            new Product(
                                    "p",
                                    random.nextInt(4) == 0 ? "" : "category-" + random.nextInt(14),
                                    random.nextInt(4) == 0 ? "" : "brand-" + random.nextInt(14),
                                    OptionalLong.empty()),
                            1));
        }
        boolean silent = random.nextInt(3) == 0;
        return new OrderCompleted(
                header,
                "",
                random.nextInt(20) == 0 ? 1_000_000_000_000L : random.nextInt(20_000),
                0,
                0,
                0,
                random.nextInt(3) == 0 ? "CODE" : "",
                lines.isEmpty() ? 0 : random.nextInt(5),
                silent
                        ? OrderDetails.NONE
                        : new OrderDetails(
                                random.nextBoolean() ? "" : "country-" + random.nextInt(3),
                                "web",
                                lines,
                                lines.size()));
    }
}
