package io.clientele.job;

import io.clientele.job.state.WriteBack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * A keyed function in Flink's own harness: one task, or several that share the keys among them as
 * on a cluster.
 *
 * @param <K> keys
 * @param <I> what comes in by key
 * @param <B> what is broadcast to every task
 * @param <O> what goes out
 */
public final class KeyedTasks<K, I, B, O> implements AutoCloseable {

    private static final int MOST_PARALLELISM = 720;

    private interface Task<I, B, O> {
        AbstractStreamOperatorTestHarness<O> harness();

        void process(I value) throws Exception;

        void broadcast(B value) throws Exception;

        void watermark(long time) throws Exception;
    }

    private interface TaskFactory<I, B, O> {
        Task<I, B, O> task(int parallelism, int index) throws Exception;
    }

    private final KeySelector<I, K> key;
    private final TypeInformation<O> outputType;
    private final TaskFactory<I, B, O> factory;
    private final StateBackend backend;
    private final List<Task<I, B, O>> tasks = new ArrayList<>();
    private long checkpoints;

    private KeyedTasks(
            KeySelector<I, K> key,
            TypeInformation<O> outputType,
            TaskFactory<I, B, O> factory,
            StateBackend backend) {
        this.backend = backend;
        this.key = key;
        this.outputType = outputType;
        this.factory = factory;
    }

    /** One task of a function with one input. */
    public static <K, I, O> KeyedTasks<K, I, Void, O> of(
            Supplier<KeyedProcessFunction<K, I, O>> function,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            TypeInformation<O> outputType)
            throws Exception {
        return running(() -> new KeyedProcessOperator<>(function.get()), key, keyType, outputType);
    }

    /** One task of an operator with one input. */
    public static <K, I, O> KeyedTasks<K, I, Void, O> running(
            Supplier<KeyedProcessOperator<K, I, O>> operator,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            TypeInformation<O> outputType)
            throws Exception {
        return running(operator, key, keyType, outputType, new HashMapStateBackend());
    }

    /** One task of an operator with one input, its state in a backend. */
    public static <K, I, O> KeyedTasks<K, I, Void, O> running(
            Supplier<KeyedProcessOperator<K, I, O>> operator,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            TypeInformation<O> outputType,
            StateBackend backend)
            throws Exception {
        return new KeyedTasks<K, I, Void, O>(
                        key,
                        outputType,
                        (parallelism, index) ->
                                new OneInput<>(
                                        new KeyedOneInputStreamOperatorTestHarness<>(
                                                operator.get(),
                                                key,
                                                keyType,
                                                MOST_PARALLELISM,
                                                parallelism,
                                                index)),
                        backend)
                .opened();
    }

    /** One task of a function with a broadcast input beside the keyed one. */
    public static <K, I, B, O> KeyedTasks<K, I, B, O> of(
            Supplier<KeyedBroadcastProcessFunction<K, I, B, O>> function,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            TypeInformation<O> outputType,
            MapStateDescriptor<?, ?> broadcastState)
            throws Exception {
        return of(function, key, keyType, outputType, broadcastState, new HashMapStateBackend());
    }

    /** One task of a function with a broadcast input, its state in a backend. */
    public static <K, I, B, O> KeyedTasks<K, I, B, O> of(
            Supplier<KeyedBroadcastProcessFunction<K, I, B, O>> function,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            TypeInformation<O> outputType,
            MapStateDescriptor<?, ?> broadcastState,
            StateBackend backend)
            throws Exception {
        return hearing(
                () -> new CoBroadcastWithKeyedOperator<>(function.get(), List.of(broadcastState)),
                key,
                keyType,
                outputType,
                backend);
    }

    /** One task of an operator with a broadcast input, its state in a backend. */
    public static <K, I, B, O> KeyedTasks<K, I, B, O> hearing(
            Supplier<CoBroadcastWithKeyedOperator<K, I, B, O>> operator,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            TypeInformation<O> outputType,
            StateBackend backend)
            throws Exception {
        return new KeyedTasks<K, I, B, O>(
                        key,
                        outputType,
                        (parallelism, index) ->
                                new WithBroadcast<>(
                                        new KeyedBroadcastOperatorTestHarness<>(
                                                operator.get(),
                                                key,
                                                keyType,
                                                MOST_PARALLELISM,
                                                parallelism,
                                                index)),
                        backend)
                .opened();
    }

    private KeyedTasks<K, I, B, O> opened() throws Exception {
        Task<I, B, O> task = factory.task(1, 0);
        task.harness().setStateBackend(backend);
        task.harness().setup(serializer(task));
        task.harness().initializeEmptyState();
        task.harness().open();
        tasks.add(task);
        return this;
    }

    private org.apache.flink.api.common.typeutils.TypeSerializer<O> serializer(Task<I, B, O> task) {
        return outputType.createSerializer(
                task.harness().getExecutionConfig().getSerializerConfig());
    }

    /** Takes a checkpoint, and resumes from it in as many new tasks as are wanted. */
    public KeyedTasks<K, I, B, O> resumedAs(int parallelism) throws Exception {
        OperatorSubtaskState state =
                AbstractStreamOperatorTestHarness.repackageState(
                        checkpoint().toArray(OperatorSubtaskState[]::new));
        KeyedTasks<K, I, B, O> resumed = new KeyedTasks<>(key, outputType, factory, backend);
        for (int index = 0; index < parallelism; index++) {
            Task<I, B, O> task = factory.task(parallelism, index);
            task.harness().setStateBackend(backend);
            task.harness().setup(serializer(task));
            task.harness()
                    .initializeState(
                            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                    state, MOST_PARALLELISM, tasks.size(), parallelism, index));
            task.harness().open();
            resumed.tasks.add(task);
        }
        close();
        return resumed;
    }

    /** Takes a checkpoint, after which the same tasks go on. */
    public List<OperatorSubtaskState> checkpoint() throws Exception {
        List<OperatorSubtaskState> parts = new ArrayList<>();
        checkpoints++;
        for (Task<I, B, O> task : tasks) {
            task.harness().prepareSnapshotPreBarrier(checkpoints);
            parts.add(task.harness().snapshot(checkpoints, checkpoints));
        }
        return parts;
    }

    /** Hands values to the tasks that their keys belong to. */
    @SafeVarargs
    public final void process(I... values) throws Exception {
        for (I value : values) {
            int index =
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            key.getKey(value), MOST_PARALLELISM, tasks.size());
            tasks.get(index).process(value);
        }
    }

    /** Hands a value to every task. */
    public void broadcast(B value) throws Exception {
        for (Task<I, B, O> task : tasks) {
            task.broadcast(value);
        }
    }

    /** Lets event time go on in every task, on all of its inputs. */
    public void watermark(long time) throws Exception {
        for (Task<I, B, O> task : tasks) {
            task.watermark(time);
        }
    }

    /** What has gone out. */
    public List<O> output() {
        List<O> values = new ArrayList<>();
        tasks.forEach(task -> values.addAll(task.harness().extractOutputValues()));
        return values;
    }

    /** What has gone aside. */
    public <X> List<X> aside(OutputTag<X> tag) {
        List<X> values = new ArrayList<>();
        for (Task<I, B, O> task : tasks) {
            var records = task.harness().getSideOutput(tag);
            if (records != null) {
                records.forEach(record -> values.add(record.getValue()));
            }
        }
        return values;
    }

    /** Forgets what has gone out and aside. */
    public void clearOutput() {
        for (Task<I, B, O> task : tasks) {
            task.harness().getOutput().clear();
            for (OutputTag<?> tag :
                    List.of(
                            StreamTags.KPI_FACTS,
                            StreamTags.DEAD_LETTERS,
                            StreamTags.POPULATION_STEPS,
                            StreamTags.SEGMENT_MOVES,
                            StreamTags.PROFILE_NEWS)) {
                var records = task.harness().getSideOutput(tag);
                if (records != null) {
                    records.clear();
                }
            }
        }
    }

    /** How many entries keyed state has, over all keys and states. */
    public int stateEntries() throws Exception {
        int entries = 0;
        for (Task<I, B, O> task : tasks) {
            if (task.harness().getOperator() instanceof WriteBack operator) {
                operator.flush();
            }
            HeapKeyedStateBackend<K> heap =
                    (HeapKeyedStateBackend<K>)
                            task.harness().getOperator().<K>getKeyedStateBackend();
            entries += heap.numKeyValueStateEntries();
        }
        return entries;
    }

    /** How many event-time timers are set. */
    public int timers() {
        return tasks.stream().mapToInt(task -> task.harness().numEventTimeTimers()).sum();
    }

    @Override
    public void close() throws Exception {
        for (Task<I, B, O> task : tasks) {
            task.harness().close();
        }
    }

    private record OneInput<K, I, O>(KeyedOneInputStreamOperatorTestHarness<K, I, O> harness)
            implements Task<I, Void, O> {
        @Override
        public void process(I value) throws Exception {
            harness.processElement(new StreamRecord<>(value));
        }

        @Override
        public void broadcast(Void value) {
            throw new UnsupportedOperationException("nothing is broadcast to this function");
        }

        @Override
        public void watermark(long time) throws Exception {
            harness.processWatermark(new Watermark(time));
        }
    }

    private record WithBroadcast<K, I, B, O>(KeyedBroadcastOperatorTestHarness<K, I, B, O> harness)
            implements Task<I, B, O> {
        @Override
        public void process(I value) throws Exception {
            harness.processElement(new StreamRecord<>(value));
        }

        @Override
        public void broadcast(B value) throws Exception {
            harness.processBroadcastElement(new StreamRecord<>(value));
        }

        @Override
        public void watermark(long time) throws Exception {
            harness.processBroadcastWatermark(new Watermark(time));
            harness.processWatermark(new Watermark(time));
        }
    }
}
