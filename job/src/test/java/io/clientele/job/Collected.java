package io.clientele.job;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Collects what a job in this process tells, in the order in which it is told.
 *
 * @param <T> the elements
 * @param name tells this destination from all others
 */
record Collected<T>(String name) implements Sink<T> {

    private static final long serialVersionUID = 1L;

    // Tasks get copies of the sink; what they collect meets here.
    private static final Map<String, Queue<Object>> BY_NAME = new ConcurrentHashMap<>();

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        Queue<Object> elements = queue();
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context elementContext) {
                elements.add(element);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }

    @SuppressWarnings("unchecked") // Only writers of this name add to the queue.
    List<T> elements() {
        return (List<T>) List.copyOf(queue());
    }

    private Queue<Object> queue() {
        return BY_NAME.computeIfAbsent(name, any -> new ConcurrentLinkedQueue<>());
    }
}
