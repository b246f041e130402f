package io.clientele.job.ledger;

import static io.clientele.job.SampleEvents.DAY;
import static io.clientele.job.SampleEvents.LIVE;
import static io.clientele.job.SampleEvents.admitted;
import static io.clientele.job.SampleEvents.at;
import static io.clientele.job.SampleEvents.cancellation;
import static io.clientele.job.SampleEvents.endOf;
import static io.clientele.job.SampleEvents.order;
import static io.clientele.job.SampleEvents.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.OrderCancelled;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.Refusal.Reason;
import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.job.KeyedTasks;
import io.clientele.job.StreamTags;
import io.clientele.job.StreamTypes;
import io.clientele.job.ingest.Admitted;
import io.clientele.job.state.WriteBackOperator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DropDuplicatesTest {

    private KeyedTasks<String, Admitted, Void, CommerceEvent> tasks;

    @BeforeEach
    void open() throws Exception {
        tasks =
                KeyedTasks.running(
                        () -> WriteBackOperator.of(new DropDuplicates(LIVE)),
                        one -> one.event().header().key(),
                        Types.STRING,
                        StreamTypes.EVENT);
    }

    @AfterEach
    void close() throws Exception {
        tasks.close();
    }

    @Test
    void a_message_passes_once_within_seven_days() throws Exception {
        var first = visit("m", "ann", at(0, 9));
        tasks.process(admitted(first), admitted(visit("m", "ann", at(0, 9) + 7 * DAY)));
        assertThat(tasks.output()).containsExactly(first);
        assertThat(tasks.aside(StreamTags.KPI_FACTS))
                .containsExactly(KpiFact.of(at(7, 9), KpiSeries.DUPLICATES, 1));
    }

    @Test
    void a_duplicate_counts_when_it_comes() throws Exception {
        tasks.process(
                admitted(visit("m", "ann", at(0, 9))),
                admitted(visit("m", "ann", at(0, 9)), at(6, 10)));
        assertThat(tasks.aside(StreamTags.KPI_FACTS))
                .containsExactly(KpiFact.of(at(6, 10), KpiSeries.DUPLICATES, 1));
    }

    @Test
    void an_event_is_late_if_its_partition_is_past_it_by_more_than_the_disorder() throws Exception {
        long bound = LIVE.disorder().toMillis();
        tasks.process(
                admitted(visit("m-1", "ann", at(0, 9)), at(0, 9) + bound),
                admitted(visit("m-2", "ann", at(0, 9)), at(0, 9) + bound + 1));
        assertThat(tasks.output()).hasSize(2);
        assertThat(tasks.aside(StreamTags.KPI_FACTS))
                .containsExactly(KpiFact.of(at(0, 9) + bound + 1, KpiSeries.LATE_EVENTS, 1));
    }

    @Test
    void a_message_passes_again_after_seven_days() throws Exception {
        tasks.process(
                admitted(visit("m", "ann", at(0, 9))),
                admitted(visit("m", "ann", at(0, 9) + 7 * DAY + 1)));
        assertThat(tasks.output()).hasSize(2);
        assertThat(tasks.aside(StreamTags.KPI_FACTS)).isEmpty();
    }

    @Test
    void a_repetition_is_recognised_though_it_claims_an_earlier_time() throws Exception {
        tasks.process(admitted(visit("m", "ann", at(3, 9))), admitted(visit("m", "ann", at(1, 9))));
        assertThat(tasks.output()).hasSize(1);
    }

    @Test
    void a_message_is_remembered_for_seven_days_of_event_time() throws Exception {
        tasks.process(admitted(visit("m", "ann", at(0, 9))));
        tasks.watermark(at(7, 9) - 1);
        tasks.process(admitted(visit("m", "ann", at(7, 9))));
        assertThat(tasks.output()).hasSize(1);
    }

    @Test
    void the_same_message_of_another_customer_passes() throws Exception {
        tasks.process(admitted(visit("m", "ann", at(0, 9))), admitted(visit("m", "bob", at(0, 9))));
        assertThat(tasks.output()).hasSize(2);
    }

    @Test
    void an_order_passes_once_whoever_reports_it() throws Exception {
        var byClient = order("client", "ann", "o-1", 500, at(0, 9));
        tasks.process(admitted(byClient), admitted(order("server", "ann", "o-1", 500, at(2, 9))));
        assertThat(tasks.output()).containsExactly(byClient);
    }

    @Test
    void an_order_number_that_is_used_again_after_seven_days_is_another_order() throws Exception {
        tasks.process(
                admitted(order("m-1", "ann", "o-1", 500, at(0, 9))),
                admitted(order("m-2", "ann", "o-1", 700, at(7, 9) + 1)));
        assertThat(tasks.output()).hasSize(2);
    }

    @Test
    void orders_without_a_number_are_told_apart_by_their_messages() throws Exception {
        tasks.process(
                admitted(order("m-1", "ann", "", 500, at(0, 9))),
                admitted(order("m-2", "ann", "", 500, at(0, 9))),
                admitted(order("m-2", "ann", "", 500, at(0, 9))));
        assertThat(tasks.output()).hasSize(2);
    }

    @Test
    void a_cancellation_without_an_amount_takes_back_what_its_order_came_to() throws Exception {
        tasks.process(
                admitted(order("m-1", "ann", "o-1", 500, at(0, 9))),
                admitted(cancellation("m-2", "ann", "o-1", at(1, 9))));
        assertThat(tasks.output()).hasSize(1);
        tasks.watermark(at(1, 9));
        assertThat(tasks.output().get(1)).isEqualTo(cancelled("m-2", "o-1", 500, at(1, 9)));
        assertThat(tasks.aside(StreamTags.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void a_cancellation_waits_for_an_order_that_comes_after_it() throws Exception {
        tasks.process(admitted(cancellation("m-2", "ann", "o-1", at(0, 10))));
        tasks.watermark(at(0, 10) - 1);
        assertThat(tasks.output()).isEmpty();
        tasks.process(admitted(order("m-1", "ann", "o-1", 500, at(0, 9))));
        tasks.watermark(at(0, 10));
        assertThat(tasks.output())
                .containsExactly(
                        order("m-1", "ann", "o-1", 500, at(0, 9)),
                        cancelled("m-2", "o-1", 500, at(0, 10)));
    }

    @Test
    void a_cancellation_of_an_order_that_nobody_knows_is_a_dead_letter() throws Exception {
        tasks.process(admitted(cancellation("m-2", "ann", "o-9", at(0, 10))));
        tasks.watermark(at(0, 10));
        assertThat(tasks.output()).isEmpty();
        assertThat(tasks.aside(StreamTags.DEAD_LETTERS))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.refusal().reason()).isEqualTo(Reason.UNKNOWN_ORDER);
                            assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                                    .isEqualTo("m-2");
                        });
        assertThat(tasks.aside(StreamTags.KPI_FACTS))
                .containsExactly(KpiFact.deadLetter(at(0, 10), Reason.UNKNOWN_ORDER));
    }

    @Test
    void the_order_of_another_customer_is_not_known() throws Exception {
        tasks.process(
                admitted(order("m-1", "ann", "o-1", 500, at(0, 9))),
                admitted(cancellation("m-2", "bob", "o-1", at(0, 10))));
        tasks.watermark(at(0, 10));
        assertThat(tasks.output()).hasSize(1);
        assertThat(tasks.aside(StreamTags.DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void a_cancellation_that_is_stamped_before_its_order_is_of_an_unknown_order() throws Exception {
        tasks.process(
                admitted(order("m-1", "ann", "o-1", 500, at(0, 10))),
                admitted(cancellation("m-2", "ann", "o-1", at(0, 10) - 1)),
                admitted(cancellation("m-3", "ann", "o-1", at(0, 10))));
        tasks.watermark(at(0, 11));
        assertThat(tasks.aside(StreamTags.DEAD_LETTERS))
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).asString().isEqualTo("m-2"));
        assertThat(tasks.output().get(1)).isEqualTo(cancelled("m-3", "o-1", 500, at(0, 10)));
    }

    @Test
    void an_order_is_cancelled_once() throws Exception {
        tasks.process(
                admitted(order("m-1", "ann", "o-1", 500, at(0, 9))),
                admitted(cancellation("m-2", "ann", "o-1", at(0, 10))),
                admitted(cancellation("m-3", "ann", "o-1", at(0, 11))));
        tasks.watermark(at(0, 12));
        assertThat(tasks.output()).hasSize(2);
        assertThat(tasks.aside(StreamTags.DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void an_order_can_be_cancelled_for_ninety_days() throws Exception {
        tasks.process(admitted(order("m-1", "ann", "o-1", 500, at(0, 9))));
        tasks.watermark(endOf(88));
        tasks.process(admitted(cancellation("m-2", "ann", "o-1", at(89, 9))));
        tasks.watermark(at(89, 9));
        assertThat(tasks.output()).hasSize(2);
        tasks.watermark(endOf(90));
        tasks.process(admitted(cancellation("m-3", "ann", "o-1", at(91, 9))));
        tasks.watermark(at(91, 9));
        assertThat(tasks.output()).hasSize(2);
        assertThat(tasks.aside(StreamTags.DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void nothing_is_left_when_nothing_need_be_remembered() throws Exception {
        tasks.process(
                admitted(visit("m-0", "ann", at(0, 9))),
                admitted(order("m-1", "ann", "o-1", 500, at(0, 9))),
                admitted(visit("m-2", "bob", at(1, 9))),
                admitted(cancellation("m-3", "ann", "o-1", at(2, 9))),
                admitted(cancellation("m-4", "bob", "o-9", at(2, 9))));
        tasks.watermark(endOf(9));
        assertThat(tasks.stateEntries()).as("only Ann's order is remembered").isEqualTo(1);
        tasks.watermark(endOf(90));
        assertThat(tasks.stateEntries()).isZero();
        assertThat(tasks.timers()).isZero();
    }

    @Test
    void what_comes_too_late_to_be_remembered_leaves_nothing() throws Exception {
        tasks.watermark(endOf(200));
        tasks.process(
                admitted(order("m-1", "ann", "o-1", 500, at(0, 9))),
                admitted(cancellation("m-2", "ann", "o-1", at(1, 9))));
        tasks.watermark(endOf(201));
        assertThat(tasks.output()).hasSize(2);
        assertThat(tasks.stateEntries()).isZero();
        assertThat(tasks.timers()).isZero();
    }

    @Test
    void it_resumes_in_one_task_or_two_as_if_nothing_had_been() throws Exception {
        List<String> customers = List.of("ann", "bob", "cleo", "dan", "eve", "finn");
        for (int parallelism : List.of(1, 2)) {
            tasks.close();
            open();
            for (String customer : customers) {
                tasks.process(
                        admitted(order("m-1", customer, "o-1", 500, at(0, 9))),
                        admitted(cancellation("m-2", customer, "o-1", at(1, 9))),
                        admitted(cancellation("m-3", customer, "o-2", at(1, 10))));
            }
            tasks.watermark(endOf(0));
            tasks = tasks.resumedAs(parallelism);
            for (String customer : customers) {
                tasks.process(
                        admitted(order("m-1", customer, "o-1", 500, at(0, 9))),
                        admitted(order("m-4", customer, "o-1", 500, at(1, 9))),
                        admitted(visit("m-5", customer, at(1, 9))));
            }
            tasks.watermark(endOf(1));
            assertThat(tasks.output()).as("a visit and a cancellation each").hasSize(12);
            assertThat(tasks.aside(StreamTags.DEAD_LETTERS)).hasSize(6);
            tasks = tasks.resumedAs(1);
            assertThat(tasks.stateEntries()).as("one value of each").isEqualTo(6);
            tasks.watermark(endOf(100));
            assertThat(tasks.stateEntries()).isZero();
            assertThat(tasks.timers()).isZero();
        }
    }

    /** Against a list of all messages and orders, of which each goes at the end of its last day. */
    @Property(tries = 40, seed = "7")
    void what_passes_is_what_a_list_of_everything_lets_pass(@ForAll long seed) throws Exception {
        open();
        Random random = new Random(seed);
        Map<String, Long> remembered = new HashMap<>();
        List<CommerceEvent> expected = new ArrayList<>();
        List<CommerceEvent> passed = new ArrayList<>();
        long now = 0;
        long watermark = Long.MIN_VALUE;
        for (int i = 0; i < 400; i++) {
            now += (long) (random.nextDouble() * random.nextDouble() * 4 * DAY);
            boolean restored = random.nextInt(60) == 0;
            if (restored) {
                tasks = tasks.resumedAs(1 + random.nextInt(2));
            }
            if (restored || random.nextInt(3) > 0) {
                watermark = Math.max(watermark, at(0, 0) + now - random.nextLong(DAY));
                tasks.watermark(watermark);
                long upTo = watermark;
                remembered.entrySet().removeIf(one -> goneAt(one) <= upTo);
            }
            long lateness = random.nextInt(8) == 0 ? random.nextLong(100 * DAY) : 0;
            long time = at(0, 12) + now - lateness;
            String customer = List.of("ann", "bob", "cleo").get(random.nextInt(3));
            String message = "m-" + random.nextInt(12);
            String order = "o-" + random.nextInt(6);
            CommerceEvent event =
                    random.nextBoolean()
                            ? order(message, customer, order, 500, time)
                            : visit(message, customer, time);
            boolean repeated =
                    isRemembered(remembered, customer + " " + message, time)
                            || (event instanceof OrderCompleted
                                    && isRemembered(remembered, customer + " " + order, time));
            if (!repeated) {
                expected.add(event);
                remembered.put(customer + " " + message, time);
                if (event instanceof OrderCompleted) {
                    remembered.put(customer + " " + order, time);
                }
            }
            tasks.process(admitted(event));
            passed.addAll(tasks.output());
            tasks.clearOutput();
        }
        assertThat(passed).isEqualTo(expected);
        tasks.watermark(at(0, 0) + now + 200 * DAY);
        assertThat(tasks.stateEntries()).isZero();
        assertThat(tasks.timers()).isZero();
        close();
    }

    private static boolean isRemembered(Map<String, Long> remembered, String what, long time) {
        Long seen = remembered.get(what);
        return seen != null && Math.abs(time - seen) <= 7 * DAY;
    }

    private static long goneAt(Map.Entry<String, Long> one) {
        int days = one.getKey().contains(" o-") ? 90 : 7;
        return endOf((int) Math.floorDiv(one.getValue() + days * DAY - at(0, 0), DAY));
    }

    private static OrderCancelled cancelled(
            String message, String orderId, long amount, long time) {
        OrderCancelled open = cancellation(message, "ann", orderId, time);
        return new OrderCancelled(open.header(), open.orderId(), OptionalLong.of(amount));
    }
}
