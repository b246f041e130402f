package io.clientele.gateway.kpi;

import io.clientele.gateway.topic.JsonFields;
import io.clientele.gateway.topic.TopicView;
import io.clientele.gateway.topic.UnreadableRecordException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Reads {@code clientele.kpis} into the history. */
@Component
public class KpiTopic implements TopicView {

    private static final int MOST_TAGS = 8;
    private static final int MOST_FIELDS = 64;
    private static final long LONGEST_WINDOW_SECONDS = 366L * 86_400;

    private final KpiHistory history;

    /**
     * @param history where the points go
     */
    public KpiTopic(KpiHistory history) {
        this.history = history;
    }

    @Override
    public String topic() {
        return "clientele.kpis";
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        history.add(read(record));
    }

    private static KpiPoint read(ConsumerRecord<byte[], byte[]> record)
            throws UnreadableRecordException {
        JsonFields json = JsonFields.of(record);
        long windowSeconds = json.wholeNumber("window_seconds");
        if (windowSeconds < 1 || windowSeconds > LONGEST_WINDOW_SECONDS) {
            throw json.unreadable("window_seconds", "between 1 and " + LONGEST_WINDOW_SECONDS);
        }
        JsonFields tagsJson = json.object("tags");
        JsonFields fieldsJson = json.object("fields");
        if (tagsJson.names().size() > MOST_TAGS) {
            throw json.unreadable("tags", "at most " + MOST_TAGS + " tags");
        }
        if (fieldsJson.names().size() > MOST_FIELDS) {
            throw json.unreadable("fields", "at most " + MOST_FIELDS + " fields");
        }
        Map<String, String> tags = new HashMap<>();
        for (String name : tagsJson.names()) {
            tags.put(name, tagsJson.text(name));
        }
        Map<String, Number> fields = new HashMap<>();
        for (String name : fieldsJson.names()) {
            if (!fieldsJson.isAbsent(name)) {
                fields.put(name, fieldsJson.number(name));
            }
        }
        return new KpiPoint(
                json.text("measurement"), tags, json.instant("time"), windowSeconds, fields);
    }
}
