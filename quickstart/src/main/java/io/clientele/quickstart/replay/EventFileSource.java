package io.clientele.quickstart.replay;

import io.clientele.analytics.event.Detail;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.job.StreamTypes;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.ingest.RecordReader;
import io.clientele.quickstart.format.FileLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A file of events as a bounded source of one split, so that its order is the same in every run.
 *
 * @param layout how the file is read
 * @param path where it is, on the machine of the task
 * @param currency what its amounts are reported in
 * @param detail how much of an event is kept
 * @param lastInstant events later than this, milliseconds since 1970, are passed over
 */
public record EventFileSource(
        FileLayout layout, String path, ReportingCurrency currency, Detail detail, long lastInstant)
        implements Source<Incoming, EventFileSource.Split, Collection<EventFileSource.Split>>,
                ResultTypeQueryable<Incoming> {

    private static final long serialVersionUID = 1L;

    /** The whole file, from a record on. */
    record Split(EventFileSource source, long read)
            implements IteratorSourceSplit<Incoming, EventFileIterator> {

        @Override
        public String splitId() {
            return source.path();
        }

        @Override
        public EventFileIterator getIterator() {
            return EventFileIterator.open(
                    source.layout(),
                    Path.of(source.path()),
                    new RecordReader(source.currency(), Duration.ZERO, source.detail()),
                    source.lastInstant(),
                    read);
        }

        @Override
        public Split getUpdatedSplitForIterator(EventFileIterator iterator) {
            return new Split(source, iterator.read());
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public TypeInformation<Incoming> getProducedType() {
        return StreamTypes.INCOMING;
    }

    @Override
    public SourceReader<Incoming, Split> createReader(SourceReaderContext context) {
        return new EventFileReader(context);
    }

    @Override
    public SplitEnumerator<Split, Collection<Split>> createEnumerator(
            SplitEnumeratorContext<Split> context) {
        return new IteratorSourceEnumerator<>(context, List.of(new Split(this, 0)));
    }

    @Override
    public SplitEnumerator<Split, Collection<Split>> restoreEnumerator(
            SplitEnumeratorContext<Split> context, Collection<Split> splits) {
        return new IteratorSourceEnumerator<>(context, splits);
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new SplitSerializer(this);
    }

    @Override
    public SimpleVersionedSerializer<Collection<Split>> getEnumeratorCheckpointSerializer() {
        return new SplitsSerializer(new SplitSerializer(this));
    }

    /** Of a split only its position is written: the rest is the source's own. */
    private record SplitSerializer(EventFileSource source)
            implements SimpleVersionedSerializer<Split> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Split split) throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(8);
            out.writeLong(split.read());
            return out.getCopyOfBuffer();
        }

        @Override
        public Split deserialize(int version, byte[] serialized) throws IOException {
            return new Split(source, new DataInputDeserializer(serialized).readLong());
        }
    }

    /** The one split, or none once it has been handed out. */
    private record SplitsSerializer(SplitSerializer one)
            implements SimpleVersionedSerializer<Collection<Split>> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Collection<Split> splits) throws IOException {
            return splits.isEmpty() ? new byte[0] : one.serialize(splits.iterator().next());
        }

        @Override
        public Collection<Split> deserialize(int version, byte[] serialized) throws IOException {
            return serialized.length == 0
                    ? List.of()
                    : List.of(one.deserialize(version, serialized));
        }
    }
}
