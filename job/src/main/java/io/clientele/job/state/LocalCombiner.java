package io.clientele.job.state;

import java.io.Serializable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up what one task emits, so that few records cross the network instead of many. A sum goes
 * out before the watermark that it is needed at, and all of them go before each checkpoint's
 * barrier: so it needs no state and holds up nothing that event time decides.
 *
 * @param <I> what is added up
 * @param <O> the sums
 */
public final class LocalCombiner<I, O> extends AbstractStreamOperator<O>
        implements OneInputStreamOperator<I, O>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    /**
     * Sums in the making.
     *
     * @param <I> what is added up
     * @param <O> the sums
     */
    public interface Sums<I, O> {

        /** Adds one. */
        void add(I value);

        /**
         * Hands over the sums that are needed at a watermark, and holds them no more.
         *
         * @param watermark milliseconds since 1970; {@code Long.MAX_VALUE} for all sums
         */
        void drain(long watermark, Consumer<O> out);
    }

    /**
     * Makes empty sums, on the machine where they are needed.
     *
     * @param <I> what is added up
     * @param <O> the sums
     */
    public interface SumsFactory<I, O> extends Supplier<Sums<I, O>>, Serializable {}

    private final SumsFactory<I, O> factory;
    private transient Sums<I, O> sums;
    private transient StreamRecord<O> record;

    /** Combines by sums of a kind. */
    public LocalCombiner(SumsFactory<I, O> factory) {
        this.factory = factory;
    }

    @Override
    public void open() throws Exception {
        super.open();
        sums = factory.get();
        record = new StreamRecord<>(null);
    }

    @Override
    public void processElement(StreamRecord<I> element) {
        sums.add(element.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        drain(mark.getTimestamp());
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        drain(Long.MAX_VALUE);
    }

    @Override
    public void endInput() {
        drain(Long.MAX_VALUE);
    }

    private void drain(long watermark) {
        sums.drain(watermark, sum -> output.collect(record.replace(sum)));
    }
}
