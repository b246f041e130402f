package io.clientele.quickstart.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.job.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends a shop's records, in a thread of its own, at a rate and up to where it is allowed. Records
 * keep their order, also when the broker is away meanwhile.
 */
final class Feed implements AutoCloseable {

    private final List<Shop.Sent> records;
    private final long nanosBetween;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread = new Thread(this::run, "feed");
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition goesOn = lock.newCondition();
    private int allowed;
    private int sent;
    private boolean closed;

    /**
     * Starts it.
     *
     * @param aSecond records a second, at most
     */
    Feed(List<Shop.Sent> records, int aSecond, String brokers) {
        this.records = records;
        this.nanosBetween = TimeUnit.SECONDS.toNanos(1) / aSecond;
        this.producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                brokers,
                                "enable.idempotence",
                                true,
                                "linger.ms",
                                10,
                                "max.request.size",
                                2 << 20,
                                "buffer.memory",
                                64L << 20),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets it go on up to a number of records. */
    void allow(int upTo) {
        lock.lock();
        try {
            allowed = Math.max(allowed, upTo);
            goesOn.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many have been handed to the producer. */
    int sent() throws Exception {
        lock.lock();
        try {
            if (failure.get() != null) {
                throw failure.get();
            }
            return sent;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the broker has everything. */
    void finish() throws Exception {
        allow(records.size());
        thread.join(TimeUnit.MINUTES.toMillis(3));
        producer.flush();
        if (sent() < records.size()) {
            throw new AssertionError("sent %d of %d".formatted(sent(), records.size()));
        }
    }

    private void run() {
        try {
            long next = System.nanoTime();
            for (Shop.Sent record : records) {
                if (!awaitTurn(next)) {
                    return;
                }
                next =
                        Math.max(next, System.nanoTime() - TimeUnit.SECONDS.toNanos(1))
                                + nanosBetween;
                send(record);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitTurn(long at) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && sent >= allowed) {
                goesOn.await();
            }
            long left = at - System.nanoTime();
            while (!closed && left > 0) {
                left = goesOn.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void send(Shop.Sent record) {
        Future<RecordMetadata> unused =
                producer.send(
                        new ProducerRecord<>(
                                Topics.EVENTS,
                                record.partition(),
                                record.key().getBytes(UTF_8),
                                record.value()),
                        (metadata, exception) -> {
                            if (exception != null) {
                                failure.compareAndSet(null, exception);
                            }
                        });
        lock.lock();
        try {
            sent++;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws InterruptedException {
        lock.lock();
        try {
            closed = true;
            goesOn.signalAll();
        } finally {
            lock.unlock();
        }
        thread.join(TimeUnit.SECONDS.toMillis(10));
        producer.close();
    }
}
