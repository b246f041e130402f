package io.clientele.gateway.topic;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is kept in memory of one topic. The topic is read from its beginning at every start, and a
 * record may be read again: taking it twice must give what taking it once gave.
 */
public interface TopicView {

    /** The topic's name. */
    String topic();

    /**
     * Takes one record; always called from the same thread.
     *
     * @throws UnreadableRecordException if the record is not what the topic's contract says
     */
    void accept(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException;

    /**
     * Whether what is kept no longer suffices, so that the topic is to be read again from its
     * beginning. Asked after records were taken; saying yes is said once.
     */
    default boolean wantsRereading() {
        return false;
    }
}
