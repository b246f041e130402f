package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;
import io.clientele.configuration.Rate;
import io.clientele.job.alert.Attempts.Ended;
import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.alert.channel.Outcome;
import io.clientele.job.state.CodecType;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers alerts to one channel, whose name is the only key. It never waits: what cannot be sent
 * yet is in state, attempts run beside, and timers look after both. So a channel that is down slows
 * down neither the source nor another channel, and a failure loses nothing. Time is the clock's.
 *
 * <p>After a failed attempt the channel is left alone for a while, and then tried with one message
 * at a time, each time with the next one: neither a server that is down nor a message that it
 * cannot bear is hammered, and no message stands in the way of others.
 */
public final class DeliverAlerts extends KeyedProcessFunction<String, Alert, Undelivered> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DeliverAlerts.class);

    /** How soon an answer is noticed. */
    private static final long LOOK_MILLIS = 20;

    private final ChannelSettings channel;
    private final DeliverySettings settings;

    private transient ValueState<QueueMarks> state;
    private transient MessageQueue queue;
    private transient RuleGroups groups;
    private transient Attempts attempts;
    private transient ChannelMetrics metrics;
    private transient SplittableRandom jitter;
    private transient long nextLook;

    /** A function for a channel. */
    public DeliverAlerts(ChannelSettings channel, DeliverySettings settings) {
        this.channel = channel;
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "marks",
                                        CodecType.of(QueueMarks.class, new QueueMarksCodec())));
        queue = new MessageQueue(getRuntimeContext());
        groups = new RuleGroups(channel, getRuntimeContext());
        attempts = new Attempts(channel.address().open(settings.timeout()));
        metrics =
                new ChannelMetrics(
                        getRuntimeContext().getMetricGroup().addGroup("channel", channel.name()));
        jitter = new SplittableRandom(settings.seed() + channel.name().hashCode());
        nextLook = QueueMarks.NEVER;
    }

    @Override
    public void processElement(Alert alert, Context context, Collector<Undelivered> out)
            throws Exception {
        TimerService timers = context.timerService();
        long now = timers.currentProcessingTime();
        QueueMarks marks = marks();
        Optional<AlertMessage> message = groups.take(alert, now, marks);
        if (message.isPresent()) {
            enqueue(message.get(), now, marks, out);
        }
        goOn(now, marks, timers, out);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Undelivered> out)
            throws Exception {
        if (time >= nextLook) {
            nextLook = QueueMarks.NEVER;
        }
        TimerService timers = context.timerService();
        goOn(timers.currentProcessingTime(), marks(), timers, out);
    }

    @Override
    public void close() {
        if (attempts != null) {
            attempts.close();
        }
    }

    private QueueMarks marks() throws Exception {
        QueueMarks marks = state.value();
        return marks == null ? new QueueMarks() : marks;
    }

    private void enqueue(
            AlertMessage message, long now, QueueMarks marks, Collector<Undelivered> out)
            throws Exception {
        if (marks.waiting >= settings.mostPending()) {
            setAside(
                    new PendingMessage(message, now, 0),
                    "%d messages wait already, expected at most so many".formatted(marks.waiting),
                    out);
            return;
        }
        queue.add(new PendingMessage(message, now, 0), marks);
    }

    /** Does all that is due, and sets the timer for what is next. */
    private void goOn(long now, QueueMarks marks, TimerService timers, Collector<Undelivered> out)
            throws Exception {
        for (Ended ended : attempts.ended()) {
            settle(ended, now, marks, out);
        }
        for (AlertMessage message : groups.close(now, marks)) {
            enqueue(message, now, marks, out);
        }
        long next = Math.min(start(now, marks, out), marks.nextGroup);
        if (attempts.count() > 0) {
            next = Math.min(next, now + LOOK_MILLIS);
        }
        metrics.waiting(marks.waiting);
        if (marks.isIdle(now)) {
            state.clear();
        } else {
            state.update(marks);
            if (next == QueueMarks.NEVER) {
                // Nothing but the rate limit is left, and goes away when it is past.
                next = marks.rateMicros / 1_000 + 1;
            }
        }
        lookAt(next, timers);
    }

    /** One timer for the nearest time: timers that it has replaced find nothing to do. */
    private void lookAt(long time, TimerService timers) {
        if (time < nextLook) {
            nextLook = time;
            timers.registerProcessingTimeTimer(time);
        }
    }

    /** Starts what may be started; when to come back, if something is left. */
    private long start(long now, QueueMarks marks, Collector<Undelivered> out) throws Exception {
        while (true) {
            Optional<Long> number = queue.first(marks, attempts::include);
            if (number.isEmpty()) {
                return QueueMarks.NEVER;
            }
            PendingMessage pending = queue.get(number.get());
            if (marks.failures > 0 && isTooOld(pending, now)) {
                queue.remove(number.get(), marks);
                setAside(pending, "not delivered within " + settings.giveUp(), out);
                continue;
            }
            if (attempts.count() >= (marks.failures > 0 ? 1 : channel.address().width())) {
                return QueueMarks.NEVER;
            }
            long earliest = Math.max(marks.blockedUntil, allowedAt(now, marks));
            if (earliest > now) {
                return earliest;
            }
            useRate(now, marks);
            attempts.start(number.get(), pending, now);
        }
    }

    private void settle(Ended ended, long now, QueueMarks marks, Collector<Undelivered> out)
            throws Exception {
        PendingMessage pending = queue.get(ended.number());
        queue.remove(ended.number(), marks);
        if (ended.outcome() instanceof Outcome.Unavailable away) {
            comeBack(pending.failedAgain(), ended, away, now, marks, out);
            return;
        }
        if (marks.failures > 0) {
            LOG.info("Channel {} answers again after {} failures", channel.name(), marks.failures);
        }
        marks.failures = 0;
        marks.blockedUntil = 0;
        if (ended.outcome() instanceof Outcome.Refused refused) {
            metrics.refused();
            setAside(pending.failedAgain(), "refused: " + refused.answer(), out);
        } else {
            metrics.delivered(now - pending.since());
        }
    }

    private void comeBack(
            PendingMessage pending,
            Ended ended,
            Outcome.Unavailable away,
            long now,
            QueueMarks marks,
            Collector<Undelivered> out)
            throws Exception {
        if (ended.started() >= marks.failedAt) {
            marks.failures++;
            marks.failedAt = now;
        }
        long asked = away.retryAfter().map(time -> now + time.toMillis()).orElse(now);
        long drawn = jitter.nextLong(settings.backoffBound(Math.max(1, marks.failures)) + 1);
        marks.blockedUntil = Math.max(marks.blockedUntil, asked + drawn);
        if (Long.bitCount(marks.failures) == 1) {
            LOG.warn(
                    "Channel {} is not available, failure {}, next attempt in {} ms: {}",
                    channel.name(),
                    marks.failures,
                    marks.blockedUntil - now,
                    away.answer());
        }
        if (isTooOld(pending, now)) {
            setAside(
                    pending,
                    "not delivered within %s; the last answer: %s"
                            .formatted(settings.giveUp(), away.answer()),
                    out);
        } else {
            metrics.retried();
            queue.add(pending, marks);
        }
    }

    private boolean isTooOld(PendingMessage pending, long now) {
        return now - pending.since() >= settings.giveUp().toMillis();
    }

    private void setAside(PendingMessage pending, String reason, Collector<Undelivered> out) {
        for (Alert alert : pending.message().alerts()) {
            metrics.undelivered();
            out.collect(new Undelivered(channel.name(), reason, pending.attempts(), alert));
        }
    }

    /** When the rate limit lets the next message through. */
    private long allowedAt(long now, QueueMarks marks) {
        Rate rate = channel.rate();
        long burst = rate.per().toNanos() / 1_000 - micros(rate);
        long allowed = marks.rateMicros - burst;
        return allowed <= now * 1_000 ? now : (allowed + 999) / 1_000;
    }

    private void useRate(long now, QueueMarks marks) {
        if (!channel.rate().equals(ChannelSettings.NO_LIMIT)) {
            marks.rateMicros = Math.max(marks.rateMicros, now * 1_000) + micros(channel.rate());
        }
    }

    private static long micros(Rate rate) {
        return rate.per().toNanos() / 1_000 / rate.count();
    }
}
