package io.clientele.analytics.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.codec.VarInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CustomerLedgerTest {

    private static final long DAY_MILLIS = 86_400_000L;
    private static final SlidingWindows WINDOWS = SlidingWindows.DEFAULT;
    private static final CustomerLedgerCodec CODEC = new CustomerLedgerCodec();

    /** Money that moved: an order, or a refund where {@code order} is false. */
    private record Movement(long day, long millis, boolean order, long amount) {
        long timestamp() {
            return day * DAY_MILLIS + millis;
        }
    }

    @Test
    void a_silent_customer_leaves_the_30_day_window() {
        CustomerLedger ledger = new CustomerLedger(100);
        enter(new Movement(100, 5, true, 1_999), ledger);

        assertThat(ledger.nextSlide(WINDOWS)).isEqualTo(130);
        ledger.advanceTo(129);
        assertThat(ledger.standing(WINDOWS).windows().get(0)).isEqualTo(new WindowTotals(1, 1_999));
        ledger.advanceTo(130);
        assertThat(ledger.standing(WINDOWS).windows())
                .containsExactly(
                        WindowTotals.NONE, new WindowTotals(1, 1_999), new WindowTotals(1, 1_999));
        assertThat(ledger.nextSlide(WINDOWS)).isEqualTo(190);
    }

    @Test
    void nothing_slides_once_the_longest_window_is_empty() {
        CustomerLedger ledger = new CustomerLedger(100);
        enter(new Movement(100, 5, true, 1_999), ledger);
        ledger.advanceTo(465);

        assertThat(ledger.nextSlide(WINDOWS)).isEqualTo(Long.MAX_VALUE);
        assertThat(ledger.standing(WINDOWS).longestWindow()).isEqualTo(WindowTotals.NONE);
        assertThat(ledger.lifetime().gross()).isEqualTo(1_999);
    }

    @Test
    void a_refund_subtracts_on_its_own_day() {
        CustomerLedger ledger = new CustomerLedger(140);
        enter(new Movement(100, 5, true, 1_999), ledger);
        enter(new Movement(140, 5, false, 999), ledger);

        assertThat(ledger.standing(WINDOWS).windows())
                .containsExactly(
                        new WindowTotals(0, -999),
                        new WindowTotals(1, 1_000),
                        new WindowTotals(1, 1_000));
        assertThat(ledger.lifetime().refunds()).isEqualTo(999);
    }

    @Test
    void a_customer_who_only_sent_back_has_no_order() {
        CustomerLedger ledger = new CustomerLedger(100);
        enter(new Movement(100, 5, false, 500), ledger);

        assertThat(ledger.lifetime().hasOrdered()).isFalse();
        assertThat(ledger.standing(WINDOWS).longestWindow()).isEqualTo(new WindowTotals(0, -500));
    }

    @Test
    void presence_is_told_once_in_each_period_out_of_order_too() {
        PresenceMarks marks = new PresenceMarks();

        assertThat(marks.mark(100)).isTrue();
        assertThat(marks.mark(100)).isFalse();
        assertThat(marks.mark(1_000)).isTrue();
        assertThat(marks.endAt(1_000)).isTrue();
        assertThat(marks.endAt(999)).isFalse();
        assertThat(marks.mark(99)).isTrue();
        assertThat(marks.mark(100)).isFalse();
        marks.forgetBefore(1_000);
        assertThat(marks.mark(1_000)).as("kept").isFalse();
        assertThat(marks.mark(99)).as("forgotten").isTrue();
    }

    @Property(tries = 400, seed = "1")
    void any_order_of_events_gives_what_a_batch_over_all_of_them_gives(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) throws IOException {
        Random random = new Random(seed);
        long today = 500;
        List<Movement> movements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // All within the longest window: for these the promise is exact.
            movements.add(
                    new Movement(
                            today - random.nextInt(365),
                            random.nextInt((int) DAY_MILLIS),
                            random.nextInt(4) > 0,
                            random.nextInt(100_000)));
        }
        Collections.shuffle(movements, random);

        CustomerLedger ledger = new CustomerLedger(today);
        for (Movement movement : movements) {
            enter(movement, ledger);
            ledger.nextSlide(WINDOWS);
            ledger = throughBytes(ledger);
        }

        assertThat(ledger.lifetime()).isEqualTo(naiveLifetime(movements));
        for (long day = today; day < today + 400; day += 1 + random.nextInt(40)) {
            ledger.advanceTo(day);
            assertThat(ledger.standing(WINDOWS).windows()).isEqualTo(naiveWindows(movements, day));
            assertThat(ledger.nextSlide(WINDOWS)).isEqualTo(naiveNextSlide(movements, day));
            ledger = throughBytes(ledger);
        }
    }

    @Test
    void a_ledger_takes_at_most_200_bytes_and_16_for_each_active_day() throws IOException {
        Random random = new Random(7);
        for (int days : new int[] {1, 10, 100, 365}) {
            CustomerLedger ledger = new CustomerLedger(20_000);
            for (int i = 0; i < days; i++) {
                Movement order =
                        new Movement(20_000 - i, random.nextInt(1_000), true, 1_000_000_000);
                enter(order, ledger);
                ledger.active(order.timestamp(), order.timestamp() / 60_000, order.day());
                ledger.ordering(order.timestamp(), order.timestamp() / 60_000, order.day());
            }
            ledger.alarmAt(20_030);

            assertThat(bytes(ledger).length).isLessThanOrEqualTo(200 + 16 * days);
        }
    }

    /** The forms of release 0.1.0, which knew no habits. */
    @Test
    void version_1_of_ledger_and_standing_is_read() throws IOException {
        CustomerLedger ledger = new CustomerLedger(100);
        enter(new Movement(100, 5, true, 1_999), ledger);
        ledger.active(100 * DAY_MILLIS + 5, 144_000, 100);
        ledger.alarmAt(130);
        // Without habits and news, both versions write the same; the flags are where the alarm was.
        assertThat(bytes(ledger)[2]).isEqualTo((byte) 1);
        CustomerLedger read =
                CODEC.read(1, new DataInputStream(new ByteArrayInputStream(bytes(ledger))));
        assertThat(read.standing(WINDOWS)).isEqualTo(ledger.standing(WINDOWS));
        assertThat(read.habits()).isEmpty();
        assertThat(read.owesNews()).isFalse();

        ByteArrayOutputStream standing = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(standing);
        VarInt.writeSigned(100, out);
        new LifetimeCodec().write(ledger.lifetime(), out);
        VarInt.writeUnsigned(1, out);
        VarInt.writeUnsigned(1, out);
        VarInt.writeSigned(1_999, out);
        assertThat(
                        new StandingCodec()
                                .read(
                                        1,
                                        new DataInputStream(
                                                new ByteArrayInputStream(standing.toByteArray()))))
                .isEqualTo(
                        new Standing(
                                100, ledger.lifetime(), List.of(new WindowTotals(1, 1_999))));
    }

    private static void enter(Movement movement, CustomerLedger ledger) {
        if (movement.order()) {
            ledger.order(movement.timestamp(), movement.day(), movement.amount());
        } else {
            ledger.refund(movement.day(), movement.amount());
        }
    }

    private static Lifetime naiveLifetime(List<Movement> movements) {
        List<Movement> orders = movements.stream().filter(Movement::order).toList();
        long refunds =
                movements.stream()
                        .filter(movement -> !movement.order())
                        .mapToLong(Movement::amount)
                        .sum();
        if (orders.isEmpty()) {
            return new Lifetime(0, 0, refunds, 0, 0, 0, 0, 0, 0, 0);
        }
        TreeMap<Long, Long> spendByDay = new TreeMap<>();
        orders.forEach(order -> spendByDay.merge(order.day(), order.amount(), Long::sum));
        long gapSquares = 0;
        long previous = spendByDay.firstKey();
        for (long day : spendByDay.keySet()) {
            gapSquares += (day - previous) * (day - previous);
            previous = day;
        }
        return new Lifetime(
                orders.size(),
                orders.stream().mapToLong(Movement::amount).sum(),
                refunds,
                orders.stream().mapToLong(Movement::timestamp).min().getAsLong(),
                orders.stream().mapToLong(Movement::timestamp).max().getAsLong(),
                spendByDay.firstKey(),
                spendByDay.lastKey(),
                spendByDay.size(),
                spendByDay.firstEntry().getValue(),
                gapSquares);
    }

    private static List<WindowTotals> naiveWindows(List<Movement> movements, long asOf) {
        List<WindowTotals> totals = new ArrayList<>();
        for (int length : WINDOWS.days()) {
            long orders = 0;
            long net = 0;
            for (Movement movement : movements) {
                if (movement.day() > asOf - length && movement.day() <= asOf) {
                    orders += movement.order() ? 1 : 0;
                    net += movement.order() ? movement.amount() : -movement.amount();
                }
            }
            totals.add(new WindowTotals(orders, net));
        }
        return totals;
    }

    private static long naiveNextSlide(List<Movement> movements, long asOf) {
        return movements.stream()
                .flatMap(movement -> WINDOWS.days().stream().map(length -> movement.day() + length))
                .filter(day -> day > asOf)
                .min(Long::compare)
                .orElse(Long.MAX_VALUE);
    }

    private static byte[] bytes(CustomerLedger ledger) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CODEC.write(ledger, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static CustomerLedger throughBytes(CustomerLedger ledger) throws IOException {
        return CODEC.read(
                CODEC.version(), new DataInputStream(new ByteArrayInputStream(bytes(ledger))));
    }
}
