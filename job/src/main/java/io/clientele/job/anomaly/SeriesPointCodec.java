package io.clientele.job.anomaly;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.alert.AlertSubject;
import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A point of a watched series as bytes. */
public final class SeriesPointCodec implements Codec<SeriesPoint> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(SeriesPoint point, DataOutput out) throws IOException {
        out.writeUTF(point.series().measurement());
        out.writeUTF(point.series().field());
        writeUnsigned(point.series().tags().size(), out);
        for (Map.Entry<String, String> tag : point.series().tags().entrySet()) {
            out.writeUTF(tag.getKey());
            out.writeUTF(tag.getValue());
        }
        writeSigned(point.time(), out);
        out.writeDouble(point.sum());
        out.writeDouble(point.parts());
    }

    @Override
    public SeriesPoint read(int version, DataInput in) throws IOException {
        String measurement = in.readUTF();
        String field = in.readUTF();
        Map<String, String> tags = new TreeMap<>();
        for (long left = readUnsigned(in); left > 0; left--) {
            tags.put(in.readUTF(), in.readUTF());
        }
        return new SeriesPoint(
                new AlertSubject.Series(measurement, tags, field),
                readSigned(in),
                in.readDouble(),
                in.readDouble());
    }
}
