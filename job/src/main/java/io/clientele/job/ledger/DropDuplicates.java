package io.clientele.job.ledger;

import static io.clientele.analytics.event.Refusal.Reason.UNKNOWN_ORDER;
import static io.clientele.job.StreamTags.DEAD_LETTERS;
import static io.clientele.job.StreamTags.KPI_FACTS;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.OrderCancelled;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.Settings;
import io.clientele.job.StreamTypes;
import io.clientele.job.Tally;
import io.clientele.job.ingest.Admitted;
import io.clientele.job.ingest.DeadLetter;
import io.clientele.job.state.CodecType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets each message pass once, and each order once, whoever reports it. Because it remembers the
 * orders, it also tells a cancellation without an amount what it takes back: such a cancellation
 * waits until its own time has passed, so that its order may come after it.
 *
 * <p>What is remembered goes at the end of the day on which it is no longer needed.
 */
public final class DropDuplicates extends KeyedProcessFunction<String, Admitted, CommerceEvent> {

    private static final long serialVersionUID = 1L;
    private static final long DAY_MILLIS = 86_400_000L;

    private final Settings settings;
    private transient ShopCalendar calendar;
    private transient Tally accepted;
    private transient Tally late;
    private transient Tally duplicates;
    private transient Tally unknownOrders;
    private transient MapState<String, Long> messages;
    private transient MapState<String, OrderMark> orders;
    private transient ListState<Admitted> cancellations;

    /** Remembers for as long as the settings say. */
    public DropDuplicates(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        calendar = settings.calendar();
        var state = getRuntimeContext();
        accepted = Tally.of("accepted", state);
        late = Tally.of("late", state);
        duplicates = Tally.of("duplicates", state);
        unknownOrders = Tally.of("dead_letters_" + UNKNOWN_ORDER.code(), state);
        messages =
                state.getMapState(new MapStateDescriptor<>("messages", Types.STRING, Types.LONG));
        orders =
                state.getMapState(
                        new MapStateDescriptor<>(
                                "orders",
                                Types.STRING,
                                CodecType.of(OrderMark.class, new OrderMarkCodec())));
        cancellations =
                state.getListState(
                        new ListStateDescriptor<>("cancellations", StreamTypes.ADMITTED));
    }

    @Override
    public void processElement(Admitted admitted, Context context, Collector<CommerceEvent> events)
            throws Exception {
        CommerceEvent event = admitted.event();
        long time = event.header().timestamp();
        if (isRepeated(event, time)) {
            duplicates.increment();
            // Counted when it comes: its own time may have gone from the KPIs.
            context.output(KPI_FACTS, KpiFact.of(admitted.streamTime(), KpiSeries.DUPLICATES, 1));
            return;
        }
        messages.put(event.header().messageId(), time);
        forgetAfter(time, settings.duplicates(), context);
        if (event instanceof OrderCompleted order && !order.orderId().isEmpty()) {
            orders.put(order.orderId(), new OrderMark(time, order.amount()));
            forgetAfter(time, settings.orderMemory(), context);
        }
        if (admitted.ifUnknownOrder().isPresent()) {
            cancellations.add(admitted);
            context.timerService().registerEventTimeTimer(time);
        } else {
            pass(event, admitted.streamTime(), context, events);
        }
    }

    private void pass(
            CommerceEvent event,
            long streamTime,
            Context context,
            Collector<CommerceEvent> events) {
        accepted.increment();
        if (event.header().timestamp() < streamTime - settings.disorder().toMillis()) {
            late.increment();
            context.output(KPI_FACTS, KpiFact.of(streamTime, KpiSeries.LATE_EVENTS, 1));
        }
        events.collect(event);
    }

    private boolean isRepeated(CommerceEvent event, long time) throws Exception {
        long within = settings.duplicates() * DAY_MILLIS;
        Long message = messages.get(event.header().messageId());
        if (message != null && Math.abs(time - message) <= within) {
            return true;
        }
        if (event instanceof OrderCompleted order && !order.orderId().isEmpty()) {
            OrderMark mark = orders.get(order.orderId());
            return mark != null && Math.abs(time - mark.timestamp()) <= within;
        }
        return false;
    }

    private void forgetAfter(long time, int days, Context context) {
        context.timerService()
                .registerEventTimeTimer(calendar.endOf(calendar.dayOf(time + days * DAY_MILLIS)));
    }

    @Override
    public void onTimer(long now, OnTimerContext context, Collector<CommerceEvent> events)
            throws Exception {
        settleCancellations(now, context, events);
        if (now == calendar.endOf(calendar.dayOf(now))) {
            forget(messages, now, settings.duplicates(), Long::longValue);
            forget(orders, now, settings.orderMemory(), OrderMark::timestamp);
        }
    }

    private void settleCancellations(
            long now, OnTimerContext context, Collector<CommerceEvent> events) throws Exception {
        List<Admitted> later = new ArrayList<>();
        boolean settled = false;
        for (Admitted admitted : cancellations.get()) {
            if (admitted.event().header().timestamp() > now) {
                later.add(admitted);
                continue;
            }
            settled = true;
            OrderCancelled cancelled = (OrderCancelled) admitted.event();
            OrderMark mark = orders.get(cancelled.orderId());
            // An order of a later time is none yet, however early it came.
            boolean known = mark != null && mark.timestamp() <= cancelled.header().timestamp();
            if (known && mark.stands()) {
                orders.put(cancelled.orderId(), mark.cancelled());
                pass(
                        new OrderCancelled(
                                cancelled.header(),
                                cancelled.orderId(),
                                OptionalLong.of(mark.amount())),
                        admitted.streamTime(),
                        context,
                        events);
            } else {
                unknownOrders.increment();
                DeadLetter letter = admitted.ifUnknownOrder().orElseThrow();
                context.output(DEAD_LETTERS, letter);
                context.output(
                        KPI_FACTS,
                        KpiFact.deadLetter(admitted.streamTime(), letter.refusal().reason()));
            }
        }
        if (settled) {
            cancellations.update(later);
        }
    }

    private static <T> void forget(
            MapState<String, T> remembered, long now, int days, ToLongFunction<T> timeOf)
            throws Exception {
        Iterator<Map.Entry<String, T>> entries = remembered.iterator();
        while (entries.hasNext()) {
            if (timeOf.applyAsLong(entries.next().getValue()) + days * DAY_MILLIS <= now) {
                entries.remove();
            }
        }
        // On heap, a map whose entries an iterator has removed would stay for ever, empty.
        if (remembered.isEmpty()) {
            remembered.clear();
        }
    }
}
