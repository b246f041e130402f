package io.clientele.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.bench.contender.Backend;
import io.clientele.bench.contender.Contender;
import io.clientele.bench.contender.Engine;
import io.clientele.bench.measure.Latency;
import io.clientele.bench.measure.Throughput;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Results results = new Results(Scope.quick().plan());

    @Test
    void a_ratio_is_that_of_the_medians() {
        add(Engine.JOB, 100, 300, 200);
        add(Engine.STREAMS, 100, 50, 400);

        assertThat(results.report(Duration.ofSeconds(61)))
                .contains("in 1 min 1 s")
                .contains("| **2.00** | 1.00 | at least 1: reached |");
    }

    @Test
    void a_bar_that_is_missed_is_said_to_be() {
        add(Engine.JOB, 100);
        add(Engine.STREAMS, 101);

        assertThat(results.report(Duration.ZERO)).contains("at least 1: missed");
    }

    @Test
    void what_was_not_measured_has_no_ratio() {
        add(Engine.JOB, 100);

        assertThat(results.report(Duration.ZERO)).doesNotContain("## Ratios");
    }

    @Test
    void rules_are_compared_by_processor_time() {
        addRules(Engine.RULES, Backend.ROCKSDB, 10, new Throughput(9_000, 9, 1));
        addRules(Engine.PATTERNS, Backend.ROCKSDB, 10, new Throughput(300, 1, 1));
        addRules(Engine.RULES, Backend.HEAP, 100, new Throughput(9_000, 1, 1));
        addRules(Engine.PATTERNS, Backend.HEAP, 100, new Throughput(1_000, 10, 1));

        assertThat(results.report(Duration.ZERO))
                .contains(
                        "| **3.33** | 30.00 | at least 30 by processor time: reached |",
                        "| **90.00** | 9.00 | at least 10 by processor time: missed |",
                        "Clientele, the operator of rules, 100 rules (heap, p = 1)");
    }

    @Test
    void a_latency_of_alerts_is_held_against_its_bar() {
        Contender contender = Scope.rules(Engine.RULES, Backend.ROCKSDB, 2, 10);
        results.addAlertLatency(contender, 1_000, new Latency(50, 99, 999));
        results.addAlertLatency(contender, 1_000, new Latency(50, 99, 1_000));

        assertThat(results.report(Duration.ZERO))
                .contains(
                        "| 50 | 99 ms | 999 ms | p50 below 100 ms, p99 below 1,000 ms: reached |",
                        "| 50 | 99 ms | 1,000 ms | p50 below 100 ms, p99 below 1,000 ms: missed |");
    }

    private void addRules(Engine engine, Backend backend, int rules, Throughput run) {
        results.add(
                new Measurement(
                        Scope.rules(engine, backend, 1, rules),
                        Scope.USUAL_CUSTOMERS,
                        List.of(run)));
    }

    /** Each run takes a second by the clock, and two of processor time a hundred events. */
    private void add(Engine engine, long... events) {
        results.add(
                new Measurement(
                        new Contender(engine, Backend.ROCKSDB, 1),
                        Scope.USUAL_CUSTOMERS,
                        LongStream.of(events)
                                .mapToObj(count -> new Throughput(count, 1, count / 50.0))
                                .toList()));
    }
}
