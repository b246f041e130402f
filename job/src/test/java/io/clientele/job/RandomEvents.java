package io.clientele.job;

import static io.clientele.job.SampleEvents.DAY;
import static io.clientele.job.SampleEvents.HOUR;
import static io.clientele.job.SampleEvents.anonymousOrder;
import static io.clientele.job.SampleEvents.at;
import static io.clientele.job.SampleEvents.cancellation;
import static io.clientele.job.SampleEvents.order;
import static io.clientele.job.SampleEvents.refund;
import static io.clientele.job.SampleEvents.visit;

import io.clientele.analytics.event.CommerceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** A shop's events at random, always the same for a seed: days 0 to {@link #LAST_DAY}. */
final class RandomEvents {

    static final int LAST_DAY = 800;
    private static final int CUSTOMERS = 120;

    private final Random random;
    private final List<CommerceEvent> events = new ArrayList<>();
    private int messages;

    private RandomEvents(long seed) {
        random = new Random(seed);
    }

    /** In the order of their time. */
    static List<CommerceEvent> of(long seed) {
        RandomEvents shop = new RandomEvents(seed);
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            shop.addLifeOf("customer-" + customer);
        }
        shop.events.sort(
                Comparator.comparingLong((CommerceEvent event) -> event.header().timestamp())
                        .thenComparing(event -> event.header().messageId()));
        return List.copyOf(shop.events);
    }

    /** Out of order by less than a length of time, each fifth event once more, some days later. */
    static List<CommerceEvent> shuffled(List<CommerceEvent> events, long millis, long seed) {
        Random random = new Random(seed);
        List<Map.Entry<Long, CommerceEvent>> arrivals = new ArrayList<>();
        for (CommerceEvent event : events) {
            long time = event.header().timestamp();
            arrivals.add(Map.entry(time + random.nextLong(millis), event));
            if (random.nextInt(5) == 0) {
                arrivals.add(Map.entry(time + random.nextLong(5 * DAY), event));
            }
        }
        return arrivals.stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .collect(Collectors.toList());
    }

    private void addLifeOf(String customer) {
        long time = at(random.nextInt(LAST_DAY - 100), 0) + random.nextLong(DAY);
        // Some come often, some hardly ever: these are removed, and a few of them come back.
        int usualGap = random.nextInt(6) == 0 ? 300 : 1 + random.nextInt(60);
        int orders = 0;
        while (time <= SampleEvents.endOf(LAST_DAY)) {
            int kind = random.nextInt(100);
            if (kind < 45) {
                String orderId = random.nextInt(10) == 0 ? "" : "o-" + orders++;
                long amount = random.nextInt(900);
                events.add(order(message(), customer, orderId, amount, time));
                long later = time + HOUR + random.nextLong(30 * DAY);
                if (!orderId.isEmpty()
                        && random.nextInt(6) == 0
                        && later <= SampleEvents.endOf(LAST_DAY)) {
                    events.add(cancellation(message(), customer, orderId, later));
                    if (random.nextInt(3) == 0) {
                        events.add(cancellation(message(), customer, orderId, later + 1));
                    }
                }
            } else if (kind < 55) {
                events.add(refund(message(), customer, random.nextInt(900), time));
            } else if (kind < 58) {
                events.add(cancellation(message(), customer, "o-nobody-knows", time));
            } else if (kind < 65) {
                events.add(anonymousOrder(message(), customer, random.nextInt(900), time));
            } else {
                events.add(visit(message(), customer, time));
            }
            time += random.nextInt(4) == 0 ? HOUR : random.nextLong(2L * usualGap * DAY);
            if (random.nextInt(30) == 0) {
                break;
            }
        }
    }

    private String message() {
        return "m-" + messages++;
    }
}
