package io.clientele.bench.micro;

import io.clientele.analytics.event.EventParser;
import io.clientele.analytics.event.Parsed;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to make an event of a record, over the mix of a simulated shop. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBenchmark {

    private static final int RECORDS = 1 << 13;

    private final EventParser parser =
            new EventParser(ReportingCurrency.only("USD"), Duration.ofHours(1));
    private final byte[][] records = new byte[RECORDS][];
    private int next;

    /** Some events of the shop. */
    @Setup
    public void simulate() {
        Simulator shop = new Simulator(SimulatorSettings.of(1_000, 1));
        for (int i = 0; i < RECORDS; i++) {
            records[i] = shop.next().value();
        }
    }

    /** One record after the other. */
    @Benchmark
    public Parsed parse() {
        next = (next + 1) & (RECORDS - 1);
        return parser.parse(records[next]);
    }
}
