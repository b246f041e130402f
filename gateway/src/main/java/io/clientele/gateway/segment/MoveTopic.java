package io.clientele.gateway.segment;

import io.clientele.gateway.topic.JsonFields;
import io.clientele.gateway.topic.TopicView;
import io.clientele.gateway.topic.UnreadableRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Reads {@code clientele.segment-moves}. */
@Component
public class MoveTopic implements TopicView {

    private final RecentMoves moves;

    /**
     * @param moves where the moves go
     */
    public MoveTopic(RecentMoves moves) {
        this.moves = moves;
    }

    @Override
    public String topic() {
        return "clientele.segment-moves";
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        JsonFields json = JsonFields.of(record);
        moves.add(
                new SegmentMove(
                        json.text("customer_id"),
                        json.constant("from", CustomerGroup.class),
                        json.constant("to", CustomerGroup.class),
                        json.instant("at"),
                        json.optionalWholeNumber("net")));
    }
}
