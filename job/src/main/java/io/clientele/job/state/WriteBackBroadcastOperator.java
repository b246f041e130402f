package io.clientele.job.state;

import io.clientele.job.state.WriteBackOperator.Cached;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;

/**
 * What {@link WriteBackOperator} is, for a function that hears of broadcasts as well.
 *
 * @param <K> keys
 * @param <I> what comes in by key
 * @param <B> what is broadcast to every task
 * @param <O> what goes out
 */
public final class WriteBackBroadcastOperator<K, I, B, O>
        extends CoBroadcastWithKeyedOperator<K, I, B, O> implements WriteBack {

    private static final long serialVersionUID = 1L;

    private WriteBackBroadcastOperator(
            KeyedBroadcastProcessFunction<K, I, B, O> function,
            List<MapStateDescriptor<?, ?>> broadcastStates) {
        super(function, broadcastStates);
    }

    /** Runs a function that reads a broadcast state. */
    public static <K, I, B, O, F extends KeyedBroadcastProcessFunction<K, I, B, O> & Cached>
            WriteBackBroadcastOperator<K, I, B, O> of(
                    F function, MapStateDescriptor<?, ?> broadcastState) {
        return new WriteBackBroadcastOperator<>(function, List.of(broadcastState));
    }

    @Override
    public void open() throws Exception {
        super.open();
        cache().attach(this);
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
