package io.clientele.gateway.model;

import io.clientele.gateway.topic.JsonFields;
import io.clientele.gateway.topic.TopicView;
import io.clientele.gateway.topic.UnreadableRecordException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/**
 * Reads {@code clientele.models} for what KPI points cannot carry: texts. Of all days only the
 * newest is kept.
 */
@Component
public class ModelTopic implements TopicView {

    /**
     * The texts of a day's models.
     *
     * @param day the day
     * @param clusters what each cluster is like, by its id
     * @param warnings what is doubtful of the value models
     */
    public record Words(LocalDate day, Map<String, String> clusters, List<String> warnings) {

        /** Keeps them as they are. */
        public Words {
            clusters = Map.copyOf(clusters);
            warnings = List.copyOf(warnings);
        }
    }

    private volatile Optional<Words> newest = Optional.empty();
    private final AtomicLong version = new AtomicLong();

    @Override
    public String topic() {
        return "clientele.models";
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        JsonFields json = JsonFields.of(record);
        LocalDate day = day(json);
        if (newest.isPresent() && newest.get().day().isAfter(day)) {
            return;
        }
        Map<String, String> clusters = new TreeMap<>();
        if (!json.isAbsent("clusters")) {
            JsonFields of = json.object("clusters");
            List<Long> ids = of.wholeNumbers("ids");
            List<String> names = of.texts("names");
            if (ids.size() != names.size()) {
                throw of.unreadable("names", "as many texts as there are ids");
            }
            for (int i = 0; i < ids.size(); i++) {
                clusters.put(Long.toString(ids.get(i)), names.get(i));
            }
        }
        List<String> warnings =
                json.isAbsent("value") || json.object("value").isAbsent("warnings")
                        ? List.of()
                        : json.object("value").texts("warnings");
        newest = Optional.of(new Words(day, clusters, warnings));
        version.incrementAndGet();
    }

    /** The texts of the newest day; empty while there is none. */
    public Optional<Words> words() {
        return newest;
    }

    /** Grows with every change. */
    public long version() {
        return version.get();
    }

    private static LocalDate day(JsonFields json) throws UnreadableRecordException {
        try {
            return LocalDate.parse(json.text("day"));
        } catch (DateTimeParseException e) {
            throw json.unreadable("day", "an ISO 8601 date");
        }
    }
}
