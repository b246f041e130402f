package io.clientele.job.pattern;

import static io.clientele.job.StreamTags.KPI_FACTS;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.job.Settings;
import io.clientele.job.rfm.ProfileNews;
import io.clientele.job.state.CodecType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Runs all rules over each customer's events, in the order of their times: what comes waits until
 * the watermark has passed it; what is later than the watermark is counted and not shown to rules.
 *
 * <p>Of each customer there are two values: the queue of what waits, and one of all that rules know
 * and wait for. Rules come by broadcast; those in force when the watermark passes an event are
 * shown it. Whatever a customer has of a rule that has changed or gone is dropped when the customer
 * is next looked at.
 */
public final class RunRules
        extends KeyedBroadcastProcessFunction<String, RuleSignal, RuleRecord, Alert> {

    /** The accepted rules, by name. */
    public static final MapStateDescriptor<String, String> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, Types.STRING);

    /** What became of each record of a rule. */
    public static final OutputTag<RuleStatus> STATUS =
            new OutputTag<>("rule-status", CodecType.of(RuleStatus.class, new RuleStatusCodec()));

    /** What rules have done. */
    public static final OutputTag<RuleTally> TALLIES =
            new OutputTag<>("rule-tallies", CodecType.of(RuleTally.class, new RuleTallyCodec()));

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private final RulesAtStart atStart;
    private transient Optional<RulesInForce> loaded;
    private transient RuleMetrics metrics;
    private transient ProfileReading profiles;
    private transient OwnHistory history;
    private transient ListState<RuleSignal> queue;
    private transient ValueState<CustomerPatterns> customers;

    /** Runs rules up to the settings' horizon. */
    public RunRules(Settings settings, RulesAtStart atStart) {
        this.settings = settings;
        this.atStart = atStart;
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        loaded = Optional.empty();
        metrics = new RuleMetrics(runtime.getMetricGroup());
        profiles = new ProfileReading(settings.windows());
        history = new OwnHistory(settings.calendar());
        queue =
                runtime.getListState(
                        new ListStateDescriptor<>(
                                "queue", CodecType.of(RuleSignal.class, new RuleSignalCodec())));
        customers =
                runtime.getState(
                        new ValueStateDescriptor<>(
                                "customer",
                                CodecType.of(CustomerPatterns.class, new CustomerPatternsCodec())));
    }

    @Override
    public void processBroadcastElement(RuleRecord record, Context context, Collector<Alert> alerts)
            throws Exception {
        var saved = context.getBroadcastState(RULES);
        RulesInForce rules = rules(saved.immutableEntries());
        Optional<RuleStatus> status = rules.change(record);
        if (status.isEmpty()) {
            return;
        }
        switch (status.get().outcome()) {
            case ACCEPTED -> saved.put(record.name(), record.text().orElseThrow());
            case REMOVED -> saved.remove(record.name());
            case REFUSED -> {}
        }
        if (status.get().outcome() != RuleStatus.Outcome.REFUSED) {
            metrics.track(rules.engine());
        }
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            context.output(STATUS, status.get());
        }
    }

    @Override
    public void processElement(RuleSignal signal, ReadOnlyContext context, Collector<Alert> alerts)
            throws Exception {
        RulesInForce rules = rules(context.getBroadcastState(RULES).immutableEntries());
        Optional<QueuedSignal> waiting = QueuedSignal.of(signal);
        if (waiting.isEmpty()) {
            begin((RuleSignal.ProfileTold) signal, rules);
        } else if (waiting.get().concerns(rules)) {
            await(signal, waiting.get().time(), context);
        }
    }

    private void await(RuleSignal signal, long time, ReadOnlyContext context) throws Exception {
        long watermark = context.currentWatermark();
        if (time <= watermark) {
            context.output(KPI_FACTS, KpiFact.of(watermark, KpiSeries.LATE_FOR_RULES, 1));
        } else if (time <= settings.horizon()) {
            queue.add(signal);
            context.timerService().registerEventTimeTimer(time);
        }
    }

    /** Somebody new, of whom all sums are zero; or somebody of whom nothing is known any more. */
    private void begin(RuleSignal.ProfileTold told, RulesInForce rules) throws Exception {
        CustomerPatterns customer = customer();
        boolean known = !customer.figures.isEmpty();
        customer.figures =
                told.news() instanceof ProfileNews.Began
                        ? CustomerFigures.ofNewcomer(rules.kept(), settings.windows().days())
                        : new CustomerFigures();
        if (known || !customer.figures.isEmpty()) {
            keep(customer);
        }
    }

    @Override
    public void onTimer(long now, OnTimerContext context, Collector<Alert> alerts)
            throws Exception {
        // The last watermark of a stream that was to have no end: what has come is shown, but
        // nothing more is known to have not happened.
        boolean over = settings.isBeyondTheEnd(context.currentWatermark());
        long until = Math.min(context.currentWatermark(), settings.horizon());
        List<QueuedSignal> due = due(until);
        CustomerPatterns customer = customer();
        if (due.isEmpty() && (over || customer.alarm > until)) {
            return;
        }
        RulesInForce rules = rules(context.getBroadcastState(RULES).immutableEntries());
        CustomerTurn turn =
                new CustomerTurn(
                        context.getCurrentKey(),
                        customer,
                        rules,
                        profiles,
                        history,
                        alerts::collect,
                        tally -> context.output(TALLIES, tally));
        boolean changed = false;
        for (QueuedSignal signal : due) {
            changed |= turn.show(signal);
        }
        if (!over) {
            changed |= turn.pass(until);
        }
        if (changed) {
            setAlarm(customer, context);
            keep(customer);
        }
    }

    private List<QueuedSignal> due(long until) throws Exception {
        List<QueuedSignal> due = new ArrayList<>();
        List<RuleSignal> later = new ArrayList<>();
        for (RuleSignal signal : queue.get()) {
            QueuedSignal queued = QueuedSignal.of(signal).orElseThrow();
            if (queued.time() <= until) {
                due.add(queued);
            } else {
                later.add(signal);
            }
        }
        if (due.isEmpty()) {
            return due;
        }
        if (later.isEmpty()) {
            queue.clear();
        } else {
            queue.update(later);
        }
        due.sort(QueuedSignal.ORDER);
        return due;
    }

    private void setAlarm(CustomerPatterns customer, OnTimerContext context) {
        long deadline = customer.runs.nextDeadline().orElse(Long.MAX_VALUE);
        if (deadline < customer.alarm && deadline <= settings.horizon()) {
            customer.alarm = deadline;
            context.timerService().registerEventTimeTimer(deadline);
        }
    }

    private CustomerPatterns customer() throws Exception {
        CustomerPatterns known = customers.value();
        return known == null ? new CustomerPatterns() : known;
    }

    private void keep(CustomerPatterns customer) throws Exception {
        if (customer.isEmpty()) {
            customers.clear();
        } else {
            customers.update(customer);
        }
    }

    /** The rules; read from state after a restore, else from where they are to begin with. */
    private RulesInForce rules(Iterable<Map.Entry<String, String>> saved) {
        if (loaded.isEmpty()) {
            List<RuleRecord> records = new ArrayList<>();
            saved.forEach(rule -> records.add(RuleRecord.of(rule.getKey(), rule.getValue())));
            RulesInForce rules =
                    new RulesInForce(
                            settings.currency().fractionDigits(),
                            records.isEmpty() ? atStart.read() : records);
            metrics.track(rules.engine());
            loaded = Optional.of(rules);
        }
        return loaded.get();
    }
}
