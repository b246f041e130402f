package io.clientele.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.bench.contender.Backend;
import io.clientele.bench.contender.Contender;
import io.clientele.bench.contender.Engine;
import io.clientele.bench.measure.Throughput;
import java.time.Duration;
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
