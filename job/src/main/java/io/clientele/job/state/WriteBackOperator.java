package io.clientele.job.state;

import java.io.IOException;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Runs a keyed function whose values are behind a {@link WriteBackCache}: whatever the cache holds
 * is in the state when a checkpoint or a savepoint is taken.
 *
 * <p>It is never idle. It hears of all partitions, so that one without events holds up nobody; when
 * none has any, time stands still. If it said that it is idle then, whoever waits for two of its
 * followers, such as a customer's score for the bounds of the day, would on the next event go by
 * the quicker one alone, which is heard of first.
 *
 * @param <K> keys
 * @param <I> what comes in
 * @param <O> what goes out
 */
public final class WriteBackOperator<K, I, O> extends KeyedProcessOperator<K, I, O>
        implements WriteBack {

    private static final long serialVersionUID = 1L;

    /** A function that keeps its values behind a cache. */
    public interface Cached {

        /** The cache, once the function is open. */
        WriteBackCache<?, ?> cache();
    }

    private WriteBackOperator(KeyedProcessFunction<K, I, O> function) {
        super(function);
    }

    /** Runs a function. */
    public static <K, I, O, F extends KeyedProcessFunction<K, I, O> & Cached>
            WriteBackOperator<K, I, O> of(F function) {
        return new WriteBackOperator<>(function);
    }

    @Override
    public void open() throws Exception {
        super.open();
        cache().attach(this);
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) {
        // It stays active.
    }

    @Override
    public void flush() throws IOException {
        cache().flush();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        flush();
        super.snapshotState(context);
    }

    private WriteBackCache<?, ?> cache() {
        return ((Cached) userFunction).cache();
    }
}
