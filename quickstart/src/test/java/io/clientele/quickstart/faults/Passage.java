package io.clientele.quickstart.faults;

import io.clientele.job.ingest.Incoming;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Lets everything pass between the source and the job, and fails when it is told to. Tasks of this
 * process and the test meet in traps, by the name of the run.
 */
final class Passage extends RichMapFunction<Incoming, Incoming>
        implements MapFunction<Incoming, Incoming>, CheckpointedFunction, CheckpointListener {

    private static final long serialVersionUID = 1L;

    private static final Map<String, Traps> TRAPS = new ConcurrentHashMap<>();

    private final String run;
    private transient Traps traps;
    private transient ListState<String> written;

    /** What is set; each strikes one task once. */
    static final class Traps {
        private final AtomicInteger records = new AtomicInteger();
        private final AtomicBoolean completion = new AtomicBoolean();
        private final AtomicBoolean snapshot = new AtomicBoolean();
        private final AtomicInteger struck = new AtomicInteger();
        private final AtomicLong seen = new AtomicLong();

        /** The next task to see so many records more fails. */
        void failAfter(int more) {
            records.set(more);
        }

        /** The next task to hear of a completed checkpoint fails. */
        void failAtCompletion() {
            completion.set(true);
        }

        /** The next snapshot fails. */
        void failSnapshot() {
            snapshot.set(true);
        }

        /** How many records have passed, those that passed twice included. */
        long seen() {
            return seen.get();
        }

        /** How many have failed. */
        int struck() {
            return struck.get();
        }

        /** To be called where a snapshot is written. */
        void passSnapshot() throws IOException {
            if (snapshot.compareAndSet(true, false)) {
                strike("a checkpoint is declined");
            }
        }

        private void strike(String what) throws IOException {
            struck.incrementAndGet();
            throw new IOException("injected: " + what);
        }
    }

    Passage(String run) {
        this.run = run;
    }

    static Traps traps(String run) {
        return TRAPS.computeIfAbsent(run, any -> new Traps());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        traps = traps(run);
        written =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>("run", DecliningSerializer.INSTANCE));
    }

    @Override
    public Incoming map(Incoming incoming) throws IOException {
        traps.seen.incrementAndGet();
        if (traps.records.get() > 0 && traps.records.decrementAndGet() == 0) {
            traps.strike("a task fails");
        }
        return incoming;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        written.update(List.of(run));
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws IOException {
        if (traps.completion.compareAndSet(true, false)) {
            traps.strike("a task fails as a checkpoint completes");
        }
    }
}
