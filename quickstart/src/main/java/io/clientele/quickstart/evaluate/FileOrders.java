package io.clientele.quickstart.evaluate;

import io.clientele.analytics.backtest.LaterOrders;
import io.clientele.analytics.event.Detail;
import io.clientele.analytics.event.EventHeader;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.job.Settings;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.ingest.RecordReader;
import io.clientele.quickstart.format.FileLayout;
import io.clientele.quickstart.replay.EventFileIterator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * The orders of a file after a day, and the days that the file holds. What counts as an order is
 * what the main job takes as one: a message or an order that comes again within the time of
 * duplicates is passed over.
 *
 * @param firstDay of the earliest event, days since 1970
 * @param lastDay of the latest event
 * @param records events and records that are none, up to the day
 * @param later the orders after the day
 */
record FileOrders(long firstDay, long lastDay, long records, LaterOrders later) {

    private static final int SHOW_EVERY = 1_000;
    private static final long DAY_MILLIS = 86_400_000L;

    /**
     * Reads the whole file.
     *
     * @throws IllegalArgumentException if it holds no event that can be used
     */
    static FileOrders read(
            FileLayout layout, Path path, Settings settings, long cutDay, DoubleConsumer progress) {
        Reading reading = new Reading(settings, cutDay);
        RecordReader reader =
                new RecordReader(settings.currency(), Duration.ZERO, Detail.MONEY_ONLY);
        try (EventFileIterator events =
                EventFileIterator.open(layout, path, reader, Long.MAX_VALUE, 0)) {
            long read = 0;
            while (events.hasNext()) {
                reading.take(events.next());
                if (++read % SHOW_EVERY == 0) {
                    progress.accept(events.progress());
                }
            }
        }
        if (reading.latest == Long.MIN_VALUE) {
            throw new IllegalArgumentException(
                    "--input: %s holds no event that can be used".formatted(path));
        }
        return new FileOrders(
                settings.calendar().dayOf(reading.earliest),
                settings.calendar().dayOf(reading.latest),
                reading.upToCut,
                reading.later);
    }

    /** For how many days after the cut orders are known. */
    int knownDays(long cutDay) {
        return Math.toIntExact(lastDay - cutDay);
    }

    private static final class Reading {
        private final Settings settings;
        private final long cutDay;
        private final long remembered;
        private final LaterOrders later;
        private final Map<String, Long> seen = new HashMap<>();
        private long earliest = Long.MAX_VALUE;
        private long latest = Long.MIN_VALUE;
        private long upToCut;

        Reading(Settings settings, long cutDay) {
            this.settings = settings;
            this.cutDay = cutDay;
            later = new LaterOrders(cutDay);
            remembered = settings.duplicates() * DAY_MILLIS;
        }

        void take(Incoming incoming) {
            if (!(incoming instanceof Incoming.Arrival arrival)) {
                upToCut++;
                return;
            }
            EventHeader header = arrival.event().header();
            earliest = Math.min(earliest, header.timestamp());
            latest = Math.max(latest, header.timestamp());
            long day = settings.calendar().dayOf(header.timestamp());
            upToCut += day <= cutDay ? 1 : 0;
            if (arrival.event() instanceof OrderCompleted order
                    && header.identified()
                    && day >= cutDay - settings.duplicates()
                    && isNew(order)) {
                later.add(header.identity(), day, order.amount());
            }
        }

        private boolean isNew(OrderCompleted order) {
            EventHeader header = order.header();
            String message = header.identity() + "\0m" + header.messageId();
            String number = header.identity() + "\0o" + order.orderId();
            boolean numbered = !order.orderId().isEmpty();
            if (isSeen(message, header) || (numbered && isSeen(number, header))) {
                return false;
            }
            seen.put(message, header.timestamp());
            if (numbered) {
                seen.put(number, header.timestamp());
            }
            return true;
        }

        private boolean isSeen(String key, EventHeader header) {
            Long before = seen.get(key);
            return before != null && Math.abs(header.timestamp() - before) <= remembered;
        }
    }
}
