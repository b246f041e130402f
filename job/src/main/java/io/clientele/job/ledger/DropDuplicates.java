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
import io.clientele.job.state.WriteBackCache;
import io.clientele.job.state.WriteBackOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets each message pass once, and each order once, whoever reports it. Because it remembers the
 * orders, it also tells a cancellation without an amount what it takes back: such a cancellation
 * waits until its own time has passed, so that its order may come after it.
 *
 * <p>What is remembered is no longer known after the end of the day on which it is needed for the
 * last time. It goes when the customer comes again; for who does not there is one alarm, when the
 * last of the messages is to be forgotten, and once more for the orders.
 */
public final class DropDuplicates extends KeyedProcessFunction<String, Admitted, CommerceEvent>
        implements WriteBackOperator.Cached {

    private static final long serialVersionUID = 1L;
    private static final long DAY_MILLIS = 86_400_000L;

    private final Settings settings;
    private transient ShopCalendar calendar;
    private transient Tally accepted;
    private transient Tally late;
    private transient Tally duplicates;
    private transient Tally unknownOrders;
    private transient WriteBackCache<String, CustomerMemory> memories;
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
        memories =
                WriteBackCache.of(
                        state.getState(
                                new ValueStateDescriptor<>(
                                        "memory",
                                        CodecType.of(
                                                CustomerMemory.class, new CustomerMemoryCodec()))));
        cancellations =
                state.getListState(
                        new ListStateDescriptor<>("cancellations", StreamTypes.ADMITTED));
    }

    @Override
    public WriteBackCache<?, ?> cache() {
        return memories;
    }

    @Override
    public void processElement(Admitted admitted, Context context, Collector<CommerceEvent> events)
            throws Exception {
        CommerceEvent event = admitted.event();
        CustomerMemory memory = memories.value().orElseGet(CustomerMemory::new);
        forgetWhatIsDue(memory, context.timerService().currentWatermark());
        if (isRepeated(event, memory)) {
            duplicates.increment();
            // Counted when it comes: its own time may have gone from the KPIs.
            context.output(KPI_FACTS, KpiFact.of(admitted.streamTime(), KpiSeries.DUPLICATES, 1));
            return;
        }
        long time = event.header().timestamp();
        setAlarmForMessage(goneAt(time, settings.duplicates()), memory, context);
        memory.messages.put(event.header().messageId(), time);
        if (event instanceof OrderCompleted order && !order.orderId().isEmpty()) {
            memory.orders.put(order.orderId(), new OrderMark(time, order.amount()));
        }
        if (admitted.ifUnknownOrder().isPresent()) {
            memory.cancellationsWait = true;
            cancellations.add(admitted);
            context.timerService().registerEventTimeTimer(time);
        } else {
            pass(event, admitted.streamTime(), context, events);
        }
        memories.update(memory);
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

    private boolean isRepeated(CommerceEvent event, CustomerMemory memory) {
        long time = event.header().timestamp();
        long within = settings.duplicates() * DAY_MILLIS;
        if (memory.hasMessage(event.header().messageId(), time, within)) {
            return true;
        }
        return event instanceof OrderCompleted order
                && !order.orderId().isEmpty()
                && memory.hasOrder(order.orderId(), time, within);
    }

    /** The end of the day on which what happened at a time is needed for the last time. */
    private long goneAt(long time, int days) {
        return calendar.endOf(calendar.dayOf(time + days * DAY_MILLIS));
    }

    /** As if an alarm had rung at the end of each day; once a day for who is visiting. */
    private void forgetWhatIsDue(CustomerMemory memory, long watermark) {
        // What came too late to be remembered at all goes by the alarm that is about to ring.
        if (watermark == Long.MIN_VALUE || memory.alarmAt <= watermark) {
            return;
        }
        long dayEnd = calendar.startOf(calendar.dayOf(watermark + 1)) - 1;
        if (dayEnd > memory.forgottenAt) {
            memory.forgottenAt = dayEnd;
            forget(memory, dayEnd);
        }
    }

    private void forget(CustomerMemory memory, long dayEnd) {
        memory.forget(
                dayEnd - settings.duplicates() * DAY_MILLIS,
                dayEnd - settings.orderMemory() * DAY_MILLIS);
    }

    /** The alarm is that of the latest message, unless there is one that has come too late. */
    private static void setAlarmForMessage(long goneAt, CustomerMemory memory, Context context) {
        long watermark = context.timerService().currentWatermark();
        if (goneAt <= watermark) {
            setAlarm(memory, Math.min(goneAt, memory.alarmAt), context);
        } else if (memory.messages.isEmpty()) {
            setAlarm(memory, goneAt, context);
        } else if (memory.alarmAt > watermark) {
            setAlarm(memory, Math.max(goneAt, memory.alarmAt), context);
        }
    }

    private static void setAlarm(CustomerMemory memory, long at, Context context) {
        if (at == memory.alarmAt) {
            return;
        }
        // The timer of a cancellation may be the same; an alarm too many finds nothing to do.
        if (memory.alarmAt != Long.MAX_VALUE && !memory.cancellationsWait) {
            context.timerService().deleteEventTimeTimer(memory.alarmAt);
        }
        memory.alarmAt = at;
        context.timerService().registerEventTimeTimer(at);
    }

    @Override
    public void onTimer(long now, OnTimerContext context, Collector<CommerceEvent> events)
            throws Exception {
        // An alarm that another one has taken the place of finds nothing to do.
        if (memories.value().isEmpty()) {
            return;
        }
        CustomerMemory memory = memories.value().get();
        if (memory.cancellationsWait) {
            forget(memory, calendar.startOf(calendar.dayOf(now)) - 1);
            settleCancellations(memory, now, context, events);
        }
        if (now >= memory.alarmAt) {
            forget(memory, now);
            memory.forgottenAt = Long.MIN_VALUE;
            setNextAlarm(memory, context);
        }
        if (memory.isEmpty()) {
            memories.clear();
        } else {
            memories.update(memory);
        }
    }

    private void setNextAlarm(CustomerMemory memory, Context context) {
        memory.alarmAt = Long.MAX_VALUE;
        if (!memory.messages.isEmpty()) {
            long latest = memory.latestMessage().getAsLong();
            setAlarm(memory, goneAt(latest, settings.duplicates()), context);
        } else if (!memory.orders.isEmpty()) {
            long latest = memory.latestOrder().getAsLong();
            setAlarm(memory, goneAt(latest, settings.orderMemory()), context);
        }
    }

    private void settleCancellations(
            CustomerMemory memory,
            long now,
            OnTimerContext context,
            Collector<CommerceEvent> events)
            throws Exception {
        List<Admitted> later = new ArrayList<>();
        for (Admitted admitted : cancellations.get()) {
            if (admitted.event().header().timestamp() > now) {
                later.add(admitted);
                continue;
            }
            OrderCancelled cancelled = (OrderCancelled) admitted.event();
            OrderMark mark = memory.orders.get(cancelled.orderId());
            // An order of a later time is none yet, however early it came.
            boolean known = mark != null && mark.timestamp() <= cancelled.header().timestamp();
            if (known && mark.stands()) {
                memory.orders.put(cancelled.orderId(), mark.cancelled());
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
        cancellations.update(later);
        memory.cancellationsWait = !later.isEmpty();
    }
}
