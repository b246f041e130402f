package io.clientele.quickstart.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.cluster.ClusterFeatures;
import io.clientele.analytics.event.EventParser;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.analytics.value.FamilyChoice;
import io.clientele.job.Settings;
import io.clientele.job.anomaly.AnomalySettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a shop sends in {@link #DAYS} days: the simulator's events, out of order by less than {@link
 * #DISORDER}, with repetitions, cancellations without an amount, and records that are no events.
 * The same seed gives the same records, in the same order and partitions.
 */
final class Shop {

    static final int PARTITIONS = 4;
    static final Duration DISORDER = Duration.ofHours(2);

    private static final Instant START = Instant.parse("2024-02-20T00:00:00Z");
    private static final int DAYS = 24;
    private static final int CUSTOMERS = 1_200;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** A panel that leaves some out, and churn that shows within the days. */
    private static final ModelSettings MODELS =
            new ModelSettings(
                    true,
                    500,
                    new ModelSettings.Value(FamilyChoice.AUTOMATIC, 3, 365, 0.1, 0.05),
                    new ModelSettings.Clusters(3, 3, ClusterFeatures.LOG_RFM.names(), 0.5),
                    new ModelSettings.Churn(5, 1));

    /** Before these, nothing is malformed: a dead letter then has an event whose time it takes. */
    private static final int FIRST_RECORDS = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SplittableRandom random;
    private final List<Arrival> arrivals = new ArrayList<>();

    /**
     * A record on its way.
     *
     * @param key what it is partitioned by
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes on their way; nobody compares them.
    record Sent(int partition, String key, byte[] value) {}

    private record Arrival(long at, Sent sent) {}

    private Shop(long seed) {
        random = new SplittableRandom(seed);
    }

    /** All records, in the order in which they are sent. */
    static List<Sent> records(long seed) {
        Shop shop = new Shop(seed);
        Simulator simulator =
                new Simulator(SimulatorSettings.of(CUSTOMERS, seed).startingAt(START));
        SimulatedEvent event = simulator.next();
        while (event.timestamp() <= end()) {
            shop.send(event);
            event = simulator.next();
        }
        shop.arrivals.sort(Comparator.comparingLong(Arrival::at));
        shop.spoilSome();
        return shop.arrivals.stream().map(Arrival::sent).toList();
    }

    /** One event in each partition, so late that event time passes all that is compared. */
    static List<Sent> sentinels() {
        List<Sent> sentinels = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            String customer = "sentinel-" + partition;
            String event =
                    """
                    {"messageId":"%1$s","type":"track","event":"Cart Viewed","userId":"%1$s","timestamp":"%2$s"}\
                    """
                            .formatted(customer, Instant.ofEpochMilli(end() + 72 * HOUR));
            sentinels.add(new Sent(partition, customer, event.getBytes(UTF_8)));
        }
        return sentinels;
    }

    /** The last millisecond of the last day, since 1970. */
    static long end() {
        return START.plus(Duration.ofDays(DAYS)).toEpochMilli() - 1;
    }

    /** Windows so short that all of them slide, and customers are removed, within the days. */
    static Settings settings() {
        return new Settings(
                ReportingCurrency.only("USD"),
                ZoneId.of("UTC"),
                new SlidingWindows(List.of(3, 7, 14)),
                14,
                2,
                6,
                DISORDER,
                Duration.ofMinutes(15),
                Duration.ofDays(1),
                MODELS,
                AnomalySettings.DEFAULT,
                Long.MAX_VALUE);
    }

    private void send(SimulatedEvent event) {
        String key = event.key();
        long time = event.timestamp();
        // Repetitions go where the event went: which of them comes first is well defined.
        int partition = partitionOf(key);
        send(time, partition, key, event.value());
        if (oneIn(25)) {
            send(time, partition, key, event.value());
        }
        if (oneIn(40)) {
            send(time + 20 * HOUR, partition, key, event.value());
        }
        JsonNode json = read(event.value());
        if (json.path("event").asText().equals("Order Completed") && json.hasNonNull("userId")) {
            followUp(
                    json.path("messageId").asText(),
                    partition,
                    key,
                    orderId(json),
                    time,
                    event.value());
        }
    }

    private void followUp(
            String message, int partition, String key, String order, long time, byte[] value) {
        if (oneIn(8)) {
            // The server reports the order as well, under a message of its own.
            byte[] byServer =
                    new String(value, UTF_8)
                            .replace("\"" + message + "\"", "\"server-" + message + "\"")
                            .getBytes(UTF_8);
            send(time, partition, key, byServer);
        }
        if (oneIn(8)) {
            long later = time + random.nextLong(HOUR, 48 * HOUR);
            cancel("cancel-" + message, key, order, later);
            if (oneIn(3)) {
                // It no longer stands.
                cancel("cancel-again-" + message, key, order, later + 1);
            }
        }
        if (oneIn(20)) {
            cancel("cancel-unknown-" + message, key, "nobody-knows-" + order, time + HOUR);
        }
    }

    private void cancel(String message, String key, String order, long time) {
        if (time <= end()) {
            String cancellation =
                    """
                    {"messageId":"%s","type":"track","event":"Order Cancelled","userId":"%s","timestamp":"%s","properties":{"order_id":"%s"}}\
                    """
                            .formatted(message, key, Instant.ofEpochMilli(time), order);
            send(time, partitionOf(key), key, cancellation.getBytes(UTF_8));
        }
    }

    private void send(long time, int partition, String key, byte[] value) {
        arrivals.add(
                new Arrival(
                        time + random.nextLong(DISORDER.toMillis()),
                        new Sent(partition, key, value)));
    }

    /** Now and then a sender does not partition by customer. */
    private int partitionOf(String key) {
        return Math.floorMod(oneIn(100) ? random.nextInt() : key.hashCode(), PARTITIONS);
    }

    private void spoilSome() {
        for (int i = FIRST_RECORDS; i < arrivals.size(); i++) {
            if (oneIn(80)) {
                Arrival good = arrivals.get(i);
                byte[] bad = spoilt(good.sent().value());
                arrivals.add(
                        i++,
                        new Arrival(
                                good.at(),
                                new Sent(good.sent().partition(), good.sent().key(), bad)));
            }
        }
    }

    private byte[] spoilt(byte[] value) {
        String text = new String(value, UTF_8);
        return switch (random.nextInt(60)) {
            case 0 -> Arrays.copyOf(value, EventParser.MOST_BYTES + 1);
            case 1, 2, 3, 4 -> new byte[0];
            case 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 ->
                    text.replaceFirst("\"timestamp\":\"2", "\"timestamp\":\"x").getBytes(UTF_8);
            case 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33 ->
                    text.replaceFirst("\"messageId\"", "\"messageIt\"").getBytes(UTF_8);
            default -> Arrays.copyOf(value, random.nextInt(1, value.length));
        };
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private static String orderId(JsonNode json) {
        return json.path("properties").path("order_id").asText();
    }

    private static JsonNode read(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException impossible) {
            throw new IllegalStateException("the simulator writes JSON", impossible);
        }
    }
}
