package io.clientele.job.alert;

import io.clientele.job.state.CodecType;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** The messages that wait for a channel, in keyed state, first come first served. */
final class MessageQueue {

    private final MapState<Long, PendingMessage> messages;

    MessageQueue(RuntimeContext context) {
        messages =
                context.getMapState(
                        new MapStateDescriptor<>(
                                "waiting messages",
                                Types.LONG,
                                CodecType.of(PendingMessage.class, new PendingMessageCodec())));
    }

    void add(PendingMessage message, QueueMarks marks) throws Exception {
        messages.put(marks.tail, message);
        marks.tail++;
        marks.waiting++;
    }

    /** The number of the first message that is not excepted. */
    Optional<Long> first(QueueMarks marks, LongPredicate except) throws Exception {
        for (long number = marks.head; number < marks.tail; number++) {
            if (!messages.contains(number)) {
                if (number == marks.head) {
                    marks.head++;
                }
            } else if (!except.test(number)) {
                return Optional.of(number);
            }
        }
        return Optional.empty();
    }

    PendingMessage get(long number) throws Exception {
        PendingMessage message = messages.get(number);
        if (message == null) {
            throw new NoSuchElementException("no message waits under number " + number);
        }
        return message;
    }

    void remove(long number, QueueMarks marks) throws Exception {
        messages.remove(number);
        marks.waiting--;
        if (marks.waiting == 0) {
            marks.head = marks.tail;
        }
    }
}
