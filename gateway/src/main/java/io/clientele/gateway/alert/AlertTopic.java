package io.clientele.gateway.alert;

import io.clientele.gateway.topic.JsonFields;
import io.clientele.gateway.topic.TopicView;
import io.clientele.gateway.topic.UnreadableRecordException;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Reads {@code clientele.alerts}. */
@Component
public class AlertTopic implements TopicView {

    private final RecentAlerts alerts;

    /**
     * @param alerts where the alerts go
     */
    public AlertTopic(RecentAlerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public String topic() {
        return "clientele.alerts";
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        alerts.add(read(JsonFields.of(record)));
    }

    private static Alert read(JsonFields json) throws UnreadableRecordException {
        JsonFields subject = json.object("subject");
        boolean aboutCustomer = !subject.isAbsent("customer_id");
        return new Alert(
                json.text("id"),
                json.text("source"),
                json.text("rule"),
                json.wholeNumber("version"),
                Severity.of(json.text("severity"))
                        .orElseThrow(
                                () ->
                                        json.unreadable(
                                                "severity", "info, warning, error or critical")),
                json.text("kind"),
                aboutCustomer ? Optional.of(subject.text("customer_id")) : Optional.empty(),
                aboutCustomer ? Optional.empty() : Optional.of(series(subject)),
                json.instant("time"),
                json.shortened("message", Alert.LONGEST_TEXT),
                json.shortened("action", Alert.LONGEST_TEXT));
    }

    private static String series(JsonFields subject) throws UnreadableRecordException {
        StringBuilder series =
                new StringBuilder(subject.text("measurement"))
                        .append('.')
                        .append(subject.text("field"));
        if (!subject.isAbsent("tags")) {
            JsonFields tags = subject.object("tags");
            for (String tag : new TreeSet<>(tags.names())) {
                series.append(' ').append(tag).append('=').append(tags.text(tag));
            }
        }
        return series.toString();
    }
}
