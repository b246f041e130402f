package io.clientele.quickstart.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.event.Detail;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.ingest.RecordReader;
import io.clientele.quickstart.format.EventFile;
import io.clientele.quickstart.format.FileLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleConsumer;

/**
 * What a first look through a file tells, before the replay begins.
 *
 * @param counts what was read and left out, by kind
 * @param records events and dead letters up to the last instant
 * @param afterLastInstant events later than the last instant
 * @param latest the latest event up to the last instant, milliseconds since 1970; empty if there is
 *     none
 */
public record FileSurvey(
        Map<String, Long> counts, long records, long afterLastInstant, OptionalLong latest) {

    private static final int SHOW_EVERY = 1_000;

    /** Looks through the whole file. */
    public static FileSurvey of(
            FileLayout layout,
            Path path,
            ReportingCurrency currency,
            long lastInstant,
            DoubleConsumer progress) {
        long records = 0;
        long latest = Long.MIN_VALUE;
        RecordReader reader = new RecordReader(currency, Duration.ZERO, Detail.MONEY_ONLY);
        try (EventFileIterator events =
                EventFileIterator.open(layout, path, reader, lastInstant, 0)) {
            while (events.hasNext()) {
                if (events.next() instanceof Incoming.Arrival arrival) {
                    latest = Math.max(latest, arrival.event().header().timestamp());
                }
                if (++records % SHOW_EVERY == 0) {
                    progress.accept(events.progress());
                }
            }
            return new FileSurvey(
                    events.counts(),
                    records,
                    events.afterLastInstant(),
                    latest == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(latest));
        }
    }

    /** The currency of the first order, refund or cancellation that names one. */
    public static Optional<String> firstCurrency(FileLayout layout, Path path) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (EventFile file = EventFile.open(layout, path)) {
            while (file.hasNext()) {
                Optional<String> currency = currencyOf(file.next().value(), json);
                if (currency.isPresent()) {
                    return currency;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> currencyOf(byte[] record, ObjectMapper json) {
        try {
            JsonNode event = json.readTree(record);
            boolean moneyMoves =
                    switch (EventType.of(event.path("event").asText())) {
                        case ORDER_COMPLETED, ORDER_REFUNDED, ORDER_CANCELLED -> true;
                        default -> false;
                    };
            JsonNode currency = event.path("properties").path("currency");
            if (moneyMoves && currency.isTextual()) {
                return Optional.of(ReportingCurrency.only(upper(currency.asText())).code());
            }
        } catch (IOException | IllegalArgumentException refusedLater) {
            // The replay makes a dead letter of it and says why.
        }
        return Optional.empty();
    }

    private static String upper(String code) {
        return code.toUpperCase(java.util.Locale.ROOT);
    }
}
