package io.clientele.bench.micro;

import io.clientele.analytics.ledger.CustomerLedger;
import io.clientele.analytics.ledger.CustomerLedgerCodec;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.ledger.Standing;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a ledger costs by itself, as bytes and as figures. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LedgerBenchmark {

    private static final int FIRST_DAY = 16_800;
    private static final int DAYS_BETWEEN = 5;
    private static final long DAY_MILLIS = 86_400_000L;
    private static final CustomerLedgerCodec CODEC = new CustomerLedgerCodec();

    /** Days with an order. */
    @Param({"3", "30"})
    public int activeDays;

    private CustomerLedger ledger;
    private byte[] written;
    private final DataOutputSerializer out = new DataOutputSerializer(512);
    private final DataInputDeserializer in = new DataInputDeserializer();

    /** A customer with some orders, a few days apart. */
    @Setup
    public void order() throws IOException {
        ledger = new CustomerLedger(FIRST_DAY);
        for (int i = 0; i < activeDays; i++) {
            long day = FIRST_DAY + (long) i * DAYS_BETWEEN;
            ledger.advanceTo(day);
            ledger.active(day * DAY_MILLIS, day, day);
            ledger.order(day * DAY_MILLIS, day, 1_000 + i);
        }
        CODEC.write(ledger, out);
        written = out.getCopyOfBuffer();
    }

    /** From bytes and back: what each event costs on RocksDB beside RocksDB. */
    @Benchmark
    public int readAndWrite() throws IOException {
        in.setBuffer(written);
        CustomerLedger read = CODEC.read(CODEC.version(), in);
        out.clear();
        CODEC.write(read, out);
        return out.length();
    }

    /** The figures of all windows. */
    @Benchmark
    public Standing standing() {
        return ledger.standing(SlidingWindows.DEFAULT);
    }
}
