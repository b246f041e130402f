package io.clientele.quickstart.replay;

import io.clientele.job.ingest.Incoming;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads a file of events in one task. Unlike Flink's own reader of iterators it takes one that has
 * nothing: an empty file, or one that had been read to its end when a checkpoint was taken.
 */
final class EventFileReader implements SourceReader<Incoming, EventFileSource.Split> {

    private final SourceReaderContext context;
    private final Queue<EventFileSource.Split> waiting = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private Optional<EventFileSource.Split> open = Optional.empty();
    private Optional<EventFileIterator> events = Optional.empty();
    private boolean noMore;

    EventFileReader(SourceReaderContext context) {
        this.context = context;
    }

    @Override
    public void start() {
        if (waiting.isEmpty()) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Incoming> output) {
        if (events.isEmpty() && !waiting.isEmpty()) {
            open = Optional.of(waiting.remove());
            events = open.map(EventFileSource.Split::getIterator);
        }
        if (events.isEmpty()) {
            return noMore ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        if (events.get().hasNext()) {
            output.collect(events.get().next());
            return InputStatus.MORE_AVAILABLE;
        }
        close();
        context.sendSplitRequest();
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<EventFileSource.Split> snapshotState(long checkpointId) {
        List<EventFileSource.Split> splits = new ArrayList<>();
        open.ifPresent(split -> splits.add(split.getUpdatedSplitForIterator(events.orElseThrow())));
        splits.addAll(waiting);
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (events.isPresent() || !waiting.isEmpty() || noMore) {
            return CompletableFuture.completedFuture(null);
        }
        if (available.isDone()) {
            available = new CompletableFuture<>();
        }
        return available;
    }

    @Override
    public void addSplits(List<EventFileSource.Split> splits) {
        waiting.addAll(splits);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMore = true;
        available.complete(null);
    }

    @Override
    public void close() {
        events.ifPresent(EventFileIterator::close);
        events = Optional.empty();
        open = Optional.empty();
    }
}
