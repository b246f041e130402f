package io.clientele.bench.shop;

import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.job.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends the shop's events at an even pace, each with the moment of its sending as its time. */
public final class LiveFeed {

    private static final byte[] FIELD = "\"timestamp\":\"".getBytes(StandardCharsets.UTF_8);
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String brokers;
    private final Simulator shop;
    private long sentBefore;

    /** A feed of a shop with so many customers. */
    public LiveFeed(String brokers, int customers) {
        this.brokers = brokers;
        this.shop = ShopTopic.shop(customers, ShopTopic.Trade.USUAL);
    }

    /** How many events have been sent, in all runs. */
    public long sent() {
        return sentBefore;
    }

    /**
     * Sends the next events until the time is over.
     *
     * @param perSecond how many, evenly spread, greater than 0
     * @return how many a second were sent, which is less where the machine is too slow
     */
    public double run(double perSecond, Duration length) {
        long started = System.nanoTime();
        long sent = 0;
        try (var producer = ShopTopic.producer(brokers)) {
            while (System.nanoTime() - started < length.toNanos()) {
                long due = (long) ((System.nanoTime() - started) / 1e9 * perSecond);
                byte[] now = INSTANT.format(Instant.now()).getBytes(StandardCharsets.UTF_8);
                for (; sent < due; sent++) {
                    SimulatedEvent event = shop.next();
                    var unused =
                            producer.send(
                                    new ProducerRecord<>(
                                            Topics.EVENTS,
                                            event.key().getBytes(StandardCharsets.UTF_8),
                                            at(now, ShopTopic.withContext(event.value()))));
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
        sentBefore += sent;
        return sent / ((System.nanoTime() - started) / 1e9);
    }

    /** The event with another time of the same length. */
    private static byte[] at(byte[] instant, byte[] event) {
        int start = indexOf(event) + FIELD.length;
        int end = start;
        while (event[end] != '"') {
            end++;
        }
        byte[] changed = new byte[event.length - (end - start) + instant.length];
        System.arraycopy(event, 0, changed, 0, start);
        System.arraycopy(instant, 0, changed, start, instant.length);
        System.arraycopy(event, end, changed, start + instant.length, event.length - end);
        return changed;
    }

    private static int indexOf(byte[] event) {
        for (int at = 0; at <= event.length - FIELD.length; at++) {
            int same = 0;
            while (same < FIELD.length && event[at + same] == FIELD[same]) {
                same++;
            }
            if (same == FIELD.length) {
                return at;
            }
        }
        throw new IllegalStateException("an event without a timestamp");
    }
}
