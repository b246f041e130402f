package io.clientele.job.alert;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A queue's marks as bytes. */
public final class QueueMarksCodec implements Codec<QueueMarks> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(QueueMarks marks, DataOutput out) throws IOException {
        for (long mark : marks.values()) {
            writeSigned(mark, out);
        }
    }

    @Override
    public QueueMarks read(int version, DataInput in) throws IOException {
        QueueMarks marks = new QueueMarks();
        marks.head = readSigned(in);
        marks.tail = readSigned(in);
        marks.waiting = readSigned(in);
        marks.failures = readSigned(in);
        marks.failedAt = readSigned(in);
        marks.blockedUntil = readSigned(in);
        marks.rateMicros = readSigned(in);
        marks.nextGroup = readSigned(in);
        marks.parts = readSigned(in);
        return marks;
    }
}
