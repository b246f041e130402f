package io.clientele.quickstart.feed;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends events to a topic at a pace, counting what becomes of them. Records carry the time at which
 * they are sent as their own: under the events' times the broker would delete what happened long
 * ago as soon as it came.
 *
 * <p>One thread runs it; any other may {@link #stop} it and look at {@link #counts}. It runs once.
 */
public final class EventFeed {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder tooLarge = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private volatile boolean stopped;

    /** A feed of that topic. The producer stays the caller's, who closes it. */
    public EventFeed(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * Sends events until there are no more, or until it is stopped, and waits for what it has sent.
     *
     * @return what became of them
     * @throws FeedException if the broker refuses events for another reason than their size, or is
     *     away for longer than the producer waits
     */
    public FeedCounts run(Iterator<FeedEvent> events, Pace pace) throws FeedException {
        Pacer pacer = new Pacer(pace, System.nanoTime());
        try {
            while (!stopped && failure.get() == null && events.hasNext()) {
                FeedEvent event = events.next();
                long wait = pacer.wait(event, System.nanoTime());
                if (wait > 0 && !await(wait)) {
                    break;
                }
                send(event);
            }
            producer.flush();
        } catch (KafkaException refused) {
            failure.compareAndSet(null, refused);
        }
        Exception first = failure.get();
        if (first != null) {
            throw new FeedException(
                    "topic %s: %s (%d events sent, %d of them acknowledged)"
                            .formatted(topic, first.getMessage(), sent.sum(), acknowledged.sum()),
                    first);
        }
        return counts();
    }

    /** Ends the run after the event that is being sent. */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            stopping.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What has become of the events so far. */
    public FeedCounts counts() {
        return new FeedCounts(sent.sum(), acknowledged.sum(), tooLarge.sum(), bytes.sum());
    }

    private void send(FeedEvent event) {
        if (event.length() > event.value().length) {
            tooLarge.increment();
            return;
        }
        byte[] key = event.key().isEmpty() ? null : event.key().getBytes(StandardCharsets.UTF_8);
        int length = event.value().length;
        sent.increment();
        Callback outcome =
                (metadata, exception) -> {
                    if (exception == null) {
                        acknowledged.increment();
                        bytes.add(length);
                    } else if (exception instanceof RecordTooLargeException) {
                        tooLarge.increment();
                    } else {
                        failure.compareAndSet(null, exception);
                    }
                };
        // the callback is told all that the future would say
        Future<RecordMetadata> unused =
                producer.send(new ProducerRecord<>(topic, key, event.value()), outcome);
    }

    /** Waits; false if it was stopped meanwhile. */
    private boolean await(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (!stopped && left > 0) {
                left = stopping.awaitNanos(left);
            }
            return !stopped;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
