package io.clientele.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.job.KeyedTasks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class WriteBackCacheTest {

    private static final int CUSTOMERS = 12;
    private static final int HELD = 4;

    /** Adds up by key; a zero takes the sum away. */
    private static final class Sum extends KeyedProcessFunction<String, Tuple2<String, Long>, Long>
            implements WriteBackOperator.Cached {

        private static final long serialVersionUID = 1L;

        private transient WriteBackCache<String, Long> sums;

        @Override
        public void open(OpenContext context) {
            sums =
                    new WriteBackCache<>(
                            getRuntimeContext()
                                    .getState(new ValueStateDescriptor<>("sum", Types.LONG)),
                            HELD);
        }

        @Override
        public WriteBackCache<?, ?> cache() {
            return sums;
        }

        @Override
        public void processElement(Tuple2<String, Long> value, Context context, Collector<Long> out)
                throws Exception {
            if (value.f1 == 0) {
                sums.clear();
            } else {
                sums.update(sums.value().orElse(0L) + value.f1);
            }
            assertThat(context.getCurrentKey()).isEqualTo(value.f0);
            out.collect(sums.value().orElse(0L));
        }
    }

    private static KeyedTasks<String, Tuple2<String, Long>, Void, Long> tasks() throws Exception {
        return tasks(new HashMapStateBackend());
    }

    private static KeyedTasks<String, Tuple2<String, Long>, Void, Long> tasks(StateBackend backend)
            throws Exception {
        return KeyedTasks.running(
                () -> WriteBackOperator.of(new Sum()),
                value -> value.f0,
                Types.STRING,
                Types.LONG,
                backend);
    }

    @Property(tries = 50, seed = "3")
    void values_are_what_they_would_be_without_a_cache(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, Long> expected = new HashMap<>();
        var tasks = tasks();
        for (int i = 0; i < 500; i++) {
            String customer = "c" + (int) (CUSTOMERS * Math.pow(random.nextDouble(), 2));
            long value = random.nextInt(4);
            long sum = value == 0 ? 0 : expected.getOrDefault(customer, 0L) + value;
            if (sum == 0) {
                expected.remove(customer);
            } else {
                expected.put(customer, sum);
            }
            tasks.process(Tuple2.of(customer, value));
            assertThat(tasks.output()).last().isEqualTo(sum);
            tasks.clearOutput();
            if (random.nextInt(50) == 0) {
                assertThat(tasks.stateEntries()).isEqualTo(expected.size());
            }
            if (random.nextInt(100) == 0) {
                tasks = tasks.resumedAs(1);
            }
        }
        assertThat(tasks.stateEntries()).isEqualTo(expected.size());
        tasks.close();
    }

    @Property(tries = 20, seed = "4")
    void a_checkpoint_holds_what_was_cached_in_whatever_task_goes_on(@ForAll long seed)
            throws Exception {
        Random random = new Random(seed);
        Map<String, Long> expected = new HashMap<>();
        var tasks = tasks();
        for (int parallelism : List.of(2, 1, 3)) {
            for (int i = 0; i < 50; i++) {
                String customer = "c" + random.nextInt(CUSTOMERS);
                expected.merge(customer, 1L, Long::sum);
                tasks.process(Tuple2.of(customer, 1L));
            }
            tasks = tasks.resumedAs(parallelism);
        }
        assertThat(tasks.stateEntries()).isEqualTo(expected.size());
        tasks.close();
    }

    /** On RocksDB, values stay in the cache when a checkpoint is taken, and the task goes on. */
    @Property(tries = 5, seed = "5")
    void values_that_outlive_checkpoints_are_written_when_they_change_again(@ForAll long seed)
            throws Exception {
        Random random = new Random(seed);
        Map<String, Long> expected = new HashMap<>();
        var tasks = tasks(new EmbeddedRocksDBStateBackend());
        for (int i = 0; i < 200; i++) {
            String customer = "c" + (int) (CUSTOMERS * Math.pow(random.nextDouble(), 2));
            long value = random.nextInt(4);
            long sum = value == 0 ? 0 : expected.getOrDefault(customer, 0L) + value;
            if (sum == 0) {
                expected.remove(customer);
            } else {
                expected.put(customer, sum);
            }
            tasks.process(Tuple2.of(customer, value));
            assertThat(tasks.output()).last().isEqualTo(sum);
            tasks.clearOutput();
            if (random.nextInt(10) == 0) {
                tasks.checkpoint();
            }
            if (random.nextInt(60) == 0) {
                tasks = tasks.resumedAs(1);
            }
        }
        tasks.close();
    }

    @Test
    void its_operator_stays_active_when_no_partition_has_events() throws Exception {
        try (var task =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        WriteBackOperator.of(new Sum()), value -> value.f0, Types.STRING)) {
            task.open();
            task.processElement(Tuple2.of("a", 1L), 5);
            task.processWatermark(10);

            task.processWatermarkStatus(WatermarkStatus.IDLE);
            task.processWatermarkStatus(WatermarkStatus.ACTIVE);
            task.processWatermark(20);

            assertThat(task.getOutput())
                    .containsExactly(
                            new StreamRecord<>(1L, 5), new Watermark(10), new Watermark(20));
        }
    }
}
