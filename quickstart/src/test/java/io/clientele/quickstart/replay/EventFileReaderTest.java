package io.clientele.quickstart.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.event.Detail;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.job.ingest.Incoming;
import io.clientele.quickstart.format.EventFormat;
import io.clientele.quickstart.replay.EventFileSource.Split;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileReaderTest {

    private static final int EVENTS = 20;

    @TempDir private Path directory;

    private final Read read = new Read();
    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void it_resumes_after_each_record() throws Exception {
        Split whole = new Split(source(EVENTS), 0);
        List<Incoming> all = readOn(whole);
        assertThat(all).hasSize(EVENTS);
        for (int before = 0; before <= EVENTS; before++) {
            EventFileReader reader = reader(whole);
            for (int i = 0; i < before; i++) {
                assertThat(reader.pollNext(read)).isEqualTo(InputStatus.MORE_AVAILABLE);
            }
            List<Split> checkpoint = reader.snapshotState(1);
            reader.close();
            assertThat(checkpoint).hasSize(1);
            assertThat(readOn(checkpoint.get(0)))
                    .as("after %d of %d", before, EVENTS)
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(all.subList(before, EVENTS));
        }
    }

    @Test
    void an_empty_file_ends_at_once() throws Exception {
        assertThat(readOn(new Split(source(0), 0))).isEmpty();
        assertThat(requests).as("asked for more").hasValue(1);
    }

    /** What is read of a split until the end of all input. */
    private List<Incoming> readOn(Split split) throws Exception {
        EventFileReader reader = reader(split);
        read.events.clear();
        InputStatus status = InputStatus.MORE_AVAILABLE;
        while (status == InputStatus.MORE_AVAILABLE) {
            status = reader.pollNext(read);
        }
        assertThat(status).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.isAvailable()).isNotDone();
        reader.notifyNoMoreSplits();
        assertThat(reader.isAvailable()).isDone();
        assertThat(reader.pollNext(read)).isEqualTo(InputStatus.END_OF_INPUT);
        assertThat(reader.snapshotState(2)).isEmpty();
        reader.close();
        return List.copyOf(read.events);
    }

    private EventFileReader reader(Split split) {
        // Of its context the reader asks for splits only.
        SourceReaderContext context =
                (SourceReaderContext)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {SourceReaderContext.class},
                                (proxy, method, arguments) -> {
                                    assertThat(method.getName()).isEqualTo("sendSplitRequest");
                                    return requests.incrementAndGet();
                                });
        EventFileReader reader = new EventFileReader(context);
        reader.addSplits(List.of(split));
        reader.start();
        return reader;
    }

    private EventFileSource source(int events) throws IOException {
        Path file = directory.resolve(events + ".jsonl");
        Simulator simulator = new Simulator(SimulatorSettings.of(10, 3));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < events; i++) {
            lines.append(new String(simulator.next().value(), StandardCharsets.UTF_8)).append('\n');
        }
        Files.writeString(file, lines);
        return new EventFileSource(
                EventFormat.TRACK_JSON,
                file.toString(),
                ReportingCurrency.only("USD"),
                Detail.FULL,
                Long.MAX_VALUE);
    }

    /** What a reader has handed out. */
    private static final class Read implements ReaderOutput<Incoming> {
        private final List<Incoming> events = new ArrayList<>();

        @Override
        public void collect(Incoming incoming) {
            events.add(incoming);
        }

        @Override
        public void collect(Incoming incoming, long timestamp) {
            events.add(incoming);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<Incoming> createOutputForSplit(String splitId) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String splitId) {}
    }
}
