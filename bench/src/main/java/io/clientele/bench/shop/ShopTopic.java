package io.clientele.bench.shop;

import io.clientele.analytics.simulate.PurchaseSettings;
import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.analytics.simulate.VisitSettings;
import io.clientele.bench.check.ExpectedFigures;
import io.clientele.job.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The events of a simulated shop in the topic that all contenders read. Each event is of a known
 * customer, and no order is cancelled (to take back an order of an unsaid amount, RFM alone would
 * have to remember orders).
 *
 * @param customers how many the shop holds
 * @param events how many there are in the topic
 * @param meanBytes of an event
 * @param days of event time
 * @param knownAfter customers that have at least one event, after each {@value #STEP} events
 * @param expected what profiles of a sample of customers must say
 */
public record ShopTopic(
        int customers,
        long events,
        double meanBytes,
        double days,
        List<Integer> knownAfter,
        ExpectedFigures expected) {

    /** How often customers come. */
    public enum Trade {
        /** The simulator's usual: 13 orders a year, 23 events in 30 days. */
        USUAL(PurchaseSettings.LIVELY),
        /** Daily needs, such as food: two or three orders a week, ten times as many events. */
        DAILY_NEEDS(new PurchaseSettings(1.5, 0.6, 1, 50));

        // A record of numbers.
        @SuppressWarnings("ImmutableEnumChecker")
        private final PurchaseSettings purchase;

        Trade(PurchaseSettings purchase) {
            this.purchase = purchase;
        }
    }

    private static final int STEP = 10_000;
    private static final long SEED = 1;
    private static final Instant START = Instant.parse("2016-01-01T00:00:00Z");

    /** What Segment's own libraries send along; nobody here reads it. */
    private static final byte[] CONTEXT =
            ",\"context\":{\"library\":{\"name\":\"analytics.js\",\"version\":\"4.1.0\"},\"locale\":\"en-US\"}}"
                    .getBytes(StandardCharsets.UTF_8);

    /** How many events the first days have, about. */
    public long eventsOf(int firstDays) {
        return Math.min(events, (long) (events * (firstDays / days)));
    }

    /** How many customers have at least one among so many first events, about. */
    public int knownAfter(long first) {
        int steps = (int) Math.min(knownAfter.size(), first / STEP);
        return steps == 0 ? 0 : knownAfter.get(steps - 1);
    }

    /** How many events a customer has in so many days, in the mean. */
    public double eventsPerCustomer(int inDays) {
        return events * (inDays / days) / customers;
    }

    /** Where the events come from: the same for the same number of customers. */
    static Simulator shop(int customers, Trade trade) {
        SimulatorSettings usual = SimulatorSettings.of(customers, SEED).startingAt(START);
        VisitSettings visits = usual.visits();
        return new Simulator(
                new SimulatorSettings(
                        usual.customers(),
                        usual.seed(),
                        usual.startMillis(),
                        usual.currency(),
                        usual.existingShare(),
                        usual.joinWeeks(),
                        usual.replacementDays(),
                        usual.products(),
                        trade.purchase,
                        usual.spend(),
                        new VisitSettings(
                                visits.perPurchase(),
                                visits.abandonedCartShare(),
                                0,
                                visits.guestOrderShare(),
                                visits.couponShare(),
                                visits.refundShare(),
                                0,
                                visits.reviewShare(),
                                visits.supportShare())));
    }

    /** An event as it is sent: with the context that a Segment library adds. */
    static byte[] withContext(byte[] event) {
        byte[] sent = Arrays.copyOf(event, event.length - 1 + CONTEXT.length);
        System.arraycopy(CONTEXT, 0, sent, event.length - 1, CONTEXT.length);
        return sent;
    }

    /**
     * Fills the topic, which must be empty.
     *
     * @throws IOException if the broker refuses an event
     */
    public static ShopTopic fill(String brokers, int customers, Trade trade, long events)
            throws IOException {
        Simulator shop = shop(customers, trade);
        ExpectedFigures expected = ExpectedFigures.ofSample(customers);
        AtomicReference<Exception> refused = new AtomicReference<>();
        Set<String> known = new HashSet<>();
        List<Integer> knownAfter = new ArrayList<>();
        long bytes = 0;
        long first = -1;
        long last = 0;
        try (var producer = producer(brokers)) {
            for (long i = 0; i < events; i++) {
                SimulatedEvent event = shop.next();
                byte[] sent = withContext(event.value());
                bytes += sent.length;
                first = first < 0 ? event.timestamp() : first;
                last = event.timestamp();
                known.add(event.key());
                if (i % STEP == STEP - 1) {
                    knownAfter.add(known.size());
                }
                expected.add(event.key(), sent);
                var unused =
                        producer.send(
                                new ProducerRecord<>(
                                        Topics.EVENTS,
                                        event.key().getBytes(StandardCharsets.UTF_8),
                                        sent),
                                (metadata, failure) -> {
                                    if (failure != null) {
                                        refused.compareAndSet(null, failure);
                                    }
                                });
            }
        }
        if (refused.get() != null) {
            throw new IOException("the topic was not filled", refused.get());
        }
        return new ShopTopic(
                customers,
                events,
                (double) bytes / events,
                (last - first) / 86_400_000.0,
                List.copyOf(knownAfter),
                expected);
    }

    static KafkaProducer<byte[], byte[]> producer(String brokers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 17),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
