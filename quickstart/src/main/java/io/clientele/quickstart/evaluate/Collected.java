package io.clientele.quickstart.evaluate;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Collects what a job in this process tells, for a job that ends and is not resumed.
 *
 * @param <T> the elements
 * @param name tells this destination from all others
 * @param wanted which elements are kept
 */
record Collected<T>(String name, Wanted<T> wanted) implements Sink<T>, AutoCloseable {

    private static final long serialVersionUID = 1L;

    // Tasks get copies of the sink; what they collect meets here.
    private static final Map<String, Queue<Object>> BY_NAME = new ConcurrentHashMap<>();

    /**
     * Which elements are kept.
     *
     * @param <T> the elements
     */
    interface Wanted<T> extends Serializable {
        boolean keeps(T element);
    }

    static <T> Collected<T> of(Wanted<T> wanted) {
        Collected<T> sink = new Collected<>(UUID.randomUUID().toString(), wanted);
        BY_NAME.put(sink.name(), new ConcurrentLinkedQueue<>());
        return sink;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        Queue<Object> elements = BY_NAME.get(name);
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context elementContext) {
                if (wanted.keeps(element)) {
                    elements.add(element);
                }
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }

    @SuppressWarnings("unchecked") // Only writers of this name add to the queue.
    List<T> elements() {
        return (List<T>) List.copyOf(BY_NAME.get(name));
    }

    /** Lets go of what was collected. */
    @Override
    public void close() {
        BY_NAME.remove(name);
    }
}
