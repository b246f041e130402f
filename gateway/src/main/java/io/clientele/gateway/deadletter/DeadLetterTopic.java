package io.clientele.gateway.deadletter;

import io.clientele.gateway.topic.JsonFields;
import io.clientele.gateway.topic.TopicView;
import io.clientele.gateway.topic.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.stereotype.Component;

/** Reads the headers of {@code clientele.dead-letters}; the values are not looked at. */
@Component
public class DeadLetterTopic implements TopicView {

    private final RecentDeadLetters letters;

    /**
     * @param letters where the dead letters go
     */
    public DeadLetterTopic(RecentDeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public String topic() {
        return "clientele.dead-letters";
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        if (!header(record, "schema").equals("1")) {
            throw new UnreadableRecordException("header schema is not 1");
        }
        long partition = wholeNumber(record, "partition");
        if (partition > Integer.MAX_VALUE) {
            throw new UnreadableRecordException("header partition is not a partition's number");
        }
        letters.add(
                new DeadLetter(
                        cut(header(record, "reason"), JsonFields.LONGEST_TEXT),
                        cut(header(record, "field"), JsonFields.LONGEST_TEXT),
                        cut(header(record, "message"), DeadLetter.LONGEST_MESSAGE),
                        cut(header(record, "topic"), JsonFields.LONGEST_TEXT),
                        (int) partition,
                        wholeNumber(record, "offset"),
                        Instant.ofEpochMilli(record.timestamp())));
    }

    private static long wholeNumber(ConsumerRecord<byte[], byte[]> record, String name)
            throws UnreadableRecordException {
        try {
            return Long.parseLong(header(record, name));
        } catch (NumberFormatException e) {
            throw new UnreadableRecordException("header " + name + " is not a whole number");
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name)
            throws UnreadableRecordException {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new UnreadableRecordException("header " + name + " is absent");
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
