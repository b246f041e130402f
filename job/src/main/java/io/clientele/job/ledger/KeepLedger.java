package io.clientele.job.ledger;

import static io.clientele.job.StreamTags.KPI_FACTS;
import static io.clientele.job.StreamTags.POPULATION_STEPS;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.CommerceEventCodec;
import io.clientele.analytics.event.Detail;
import io.clientele.analytics.event.OrderCancelled;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderRefunded;
import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.analytics.ledger.CustomerLedger;
import io.clientele.analytics.ledger.CustomerLedgerCodec;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.Settings;
import io.clientele.job.state.CodecType;
import io.clientele.job.state.WriteBackCache;
import io.clientele.job.state.WriteBackOperator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps each customer's ledger and tells when it says something else: after an order, a refund or a
 * cancellation, and when a day slides out of a window while the customer is silent.
 *
 * <p>A ledger stands at the open day, the one that the watermark lies in. An event of a later day
 * waits until that day begins; an event of an earlier one is entered at once, on its own day. So
 * what the ledger says at the end of a day does not depend on the order in which the day's events
 * came.
 *
 * <p>What moves no money, a visit say, changes habits alone and is told when the open day ends, if
 * it has not been told with something else until then. So the last that is told of a day holds all
 * that was entered on it. Where nobody wants details there are no habits.
 *
 * <p>For each customer there is one alarm, on the next day on which something slides or on which
 * the customer is to be removed, at a time of that day that the customer's hash chooses.
 */
public final class KeepLedger extends KeyedProcessFunction<String, CommerceEvent, StandingChange>
        implements WriteBackOperator.Cached {

    private static final long serialVersionUID = 1L;
    private static final int ALARM_SPREAD_MILLIS = 20 * 3_600_000;

    private final Settings settings;
    private transient boolean habitual;
    private transient ShopCalendar calendar;
    private transient SalesFacts facts;
    private transient WriteBackCache<String, CustomerLedger> ledgers;
    private transient ListState<CommerceEvent> waiting;

    /** Keeps ledgers as the settings say. */
    public KeepLedger(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        habitual = settings.detail() == Detail.FULL;
        calendar = settings.calendar();
        facts = new SalesFacts(settings);
        ledgers =
                WriteBackCache.of(
                        getRuntimeContext()
                                .getState(
                                        new ValueStateDescriptor<>(
                                                "ledger",
                                                CodecType.of(
                                                        CustomerLedger.class,
                                                        new CustomerLedgerCodec()))));
        waiting =
                getRuntimeContext()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "waiting",
                                        CodecType.of(
                                                CommerceEvent.class, new CommerceEventCodec())));
    }

    @Override
    public WriteBackCache<?, ?> cache() {
        return ledgers;
    }

    @Override
    public void processElement(
            CommerceEvent event, Context context, Collector<StandingChange> changes)
            throws Exception {
        long time = event.header().timestamp();
        long watermark = context.timerService().currentWatermark();
        long day = calendar.dayOf(time);
        if (!event.header().identified()) {
            facts.tellOfVisitor(event, fact -> context.output(KPI_FACTS, fact));
        } else if (watermark < calendar.startOf(day) - 1) {
            waiting.add(event);
            context.timerService().registerEventTimeTimer(calendar.startOf(day) - 1);
        } else {
            enter(event, calendar.dayOf(watermark + 1), context, changes);
        }
    }

    @Override
    public void onTimer(long now, OnTimerContext context, Collector<StandingChange> changes)
            throws Exception {
        if (settings.isBeyondTheEnd(context.timerService().currentWatermark())) {
            return;
        }
        long openDay = calendar.dayOf(now + 1);
        if (now == calendar.startOf(openDay) - 1) {
            tellWhatIsOwed(openDay - 1, now, context, changes);
            enterThoseWhoseDayHasCome(openDay, context, changes);
        }
        if (ledgers.value().isEmpty() || ledgers.value().get().alarmDay() > calendar.dayOf(now)) {
            return;
        }
        CustomerLedger ledger = ledgers.value().get();
        ledger.alarmAt(Long.MAX_VALUE);
        Standing before = ledger.standing(settings.windows());
        ledger.advanceTo(openDay);
        if (openDay >= removalDay(ledger)) {
            ledgers.clear();
            context.output(KPI_FACTS, KpiFact.of(now, KpiSeries.KNOWN, -1));
            tell(Optional.of(before), Optional.empty(), openDay, now, context, changes);
        } else {
            Standing after = ledger.standing(settings.windows());
            if (!after.saysTheSameAs(before)) {
                tell(Optional.of(before), Optional.of(after), openDay, now, context, changes);
                ledger.oweNews(false);
            }
            setAlarm(ledger, context);
            ledgers.update(ledger);
        }
    }

    /** Tells what has been entered on the day that ends and has not been told since. */
    private void tellWhatIsOwed(
            long day, long now, Context context, Collector<StandingChange> changes)
            throws Exception {
        Optional<CustomerLedger> known = habitual ? ledgers.value() : Optional.empty();
        if (known.isEmpty() || !known.get().owesNews()) {
            return;
        }
        CustomerLedger ledger = known.get();
        ledger.advanceTo(day);
        ledger.oweNews(false);
        ledgers.update(ledger);
        Standing standing = ledger.standing(settings.windows());
        changes.collect(
                new StandingChange(context.getCurrentKey(), day, now, Optional.of(standing)));
    }

    private void enterThoseWhoseDayHasCome(
            long openDay, Context context, Collector<StandingChange> changes) throws Exception {
        List<CommerceEvent> come = new ArrayList<>();
        List<CommerceEvent> later = new ArrayList<>();
        for (CommerceEvent event : waiting.get()) {
            (calendar.dayOf(event.header().timestamp()) <= openDay ? come : later).add(event);
        }
        if (come.isEmpty()) {
            return;
        }
        waiting.update(later);
        come.sort(
                Comparator.comparingLong((CommerceEvent event) -> event.header().timestamp())
                        .thenComparing(event -> event.header().messageId()));
        for (CommerceEvent event : come) {
            enter(event, openDay, context, changes);
        }
    }

    private void enter(
            CommerceEvent event, long day, Context context, Collector<StandingChange> changes)
            throws Exception {
        Optional<CustomerLedger> known = ledgers.value();
        // After a restore there is no watermark for a while, though the day has begun.
        long openDay = known.map(one -> Math.max(day, one.asOfDay())).orElse(day);
        boolean anew = known.isEmpty() || goesToday(known.get(), openDay);
        CustomerLedger ledger = anew ? new CustomerLedger(openDay) : known.get();
        boolean tells = anew || movesMoney(event) || ledger.alarmDay() <= openDay;
        Optional<Standing> before =
                tells ? known.map(one -> one.standing(settings.windows())) : Optional.empty();
        if (anew && known.isPresent()) {
            // At the alarm's time, as if it had rung: who is first, event or alarm, is chance.
            context.output(
                    KPI_FACTS,
                    KpiFact.of(alarmTime(known.get().alarmDay(), context), KpiSeries.KNOWN, -1));
        }
        ledger.advanceTo(openDay);
        facts.tellOfCustomer(event, ledger, fact -> context.output(KPI_FACTS, fact));
        long time = event.header().timestamp();
        long dayOfEvent = calendar.dayOf(time);
        if (habitual) {
            ledger.habit(event, dayOfEvent, calendar.hourOf(time));
        }
        if (event instanceof OrderCompleted order) {
            ledger.order(time, dayOfEvent, order.amount());
        } else if (event instanceof OrderRefunded refund) {
            ledger.refund(dayOfEvent, refund.amount());
        } else if (event instanceof OrderCancelled cancelled) {
            ledger.refund(dayOfEvent, cancelled.amount().orElseThrow());
        }
        if (tells) {
            Standing after = ledger.standing(settings.windows());
            if (anew || !after.saysTheSameAs(before.orElseThrow())) {
                tell(before, Optional.of(after), openDay, time, context, changes);
                ledger.oweNews(false);
            }
            setAlarm(ledger, context);
        } else if (habitual && !ledger.owesNews()) {
            owe(openDay, ledger, context);
        }
        ledgers.update(ledger);
    }

    private void owe(long openDay, CustomerLedger ledger, Context context) {
        long end = calendar.endOf(openDay);
        if (end <= settings.horizon()) {
            ledger.oweNews(true);
            context.timerService().registerEventTimeTimer(end);
        }
    }

    private static boolean movesMoney(CommerceEvent event) {
        return switch (event.type()) {
            case ORDER_COMPLETED, ORDER_REFUNDED, ORDER_CANCELLED -> true;
            default -> false;
        };
    }

    private static void tell(
            Optional<Standing> before,
            Optional<Standing> after,
            long day,
            long time,
            KeyedProcessFunction<String, CommerceEvent, StandingChange>.Context context,
            Collector<StandingChange> changes) {
        boolean movesNoMoney =
                before.isPresent()
                        && after.isPresent()
                        && after.get().movesNoMoneyAgainst(before.get());
        if (!movesNoMoney) {
            context.output(POPULATION_STEPS, new PopulationStep(day, before, after));
        }
        changes.collect(new StandingChange(context.getCurrentKey(), day, time, after));
    }

    private long removalDay(CustomerLedger ledger) {
        return calendar.dayOf(ledger.lastActivityAt()) + settings.retention() + 1;
    }

    /**
     * Whether the customer is removed today, be it that the alarm has yet to ring: who comes back
     * on that day begins anew at whatever hour.
     */
    private boolean goesToday(CustomerLedger ledger, long openDay) {
        return ledger.alarmDay() <= openDay && openDay >= removalDay(ledger);
    }

    private void setAlarm(CustomerLedger ledger, Context context) {
        long next = Math.min(ledger.nextSlide(settings.windows()), removalDay(ledger));
        // A removal that is due already waits for the next day: alarms lie ahead.
        next = Math.max(next, ledger.asOfDay() + 1);
        if (next < ledger.alarmDay() || ledger.alarmDay() <= ledger.asOfDay()) {
            ledger.alarmAt(next);
            long at = alarmTime(next, context);
            if (at <= settings.horizon()) {
                context.timerService().registerEventTimeTimer(at);
            }
        }
    }

    private long alarmTime(long day, Context context) {
        int spread = Math.floorMod(context.getCurrentKey().hashCode(), ALARM_SPREAD_MILLIS);
        return calendar.startOf(day) + spread;
    }
}
