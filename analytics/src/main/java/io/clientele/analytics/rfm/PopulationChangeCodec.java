package io.clientele.analytics.rfm;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.rfm.PopulationChange.Histograms;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A change of the population as bytes: its cells, those that are not empty. */
public final class PopulationChangeCodec implements Codec<PopulationChange> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PopulationChange change, DataOutput out) throws IOException {
        List<Long> days = new ArrayList<>();
        change.forEachDay((day, histograms) -> days.add(day));
        writeUnsigned(days.size(), out);
        for (long day : days) {
            writeSigned(day, out);
            write(change.on(day), out);
        }
    }

    @Override
    public PopulationChange read(int version, DataInput in) throws IOException {
        PopulationChange change = new PopulationChange();
        for (long days = readUnsigned(in); days > 0; days--) {
            readInto(change.on(readSigned(in)), in);
        }
        return change;
    }

    static void write(Histograms histograms, DataOutput out) throws IOException {
        write(histograms.lastOrderDay, out);
        write(histograms.frequency, out);
        write(histograms.monetary, out);
    }

    static void readInto(Histograms histograms, DataInput in) throws IOException {
        readInto(histograms.lastOrderDay, in);
        readInto(histograms.frequency, in);
        readInto(histograms.monetary, in);
    }

    private static void write(RetractableHistogram histogram, DataOutput out) throws IOException {
        List<long[]> cells = new ArrayList<>(histogram.cells());
        histogram.forEach((cell, customers) -> cells.add(new long[] {cell, customers}));
        writeUnsigned(cells.size(), out);
        long previous = 0;
        for (long[] cell : cells) {
            writeSigned(cell[0] - previous, out);
            writeSigned(cell[1], out);
            previous = cell[0];
        }
    }

    private static void readInto(RetractableHistogram histogram, DataInput in) throws IOException {
        long cell = 0;
        for (long cells = readUnsigned(in); cells > 0; cells--) {
            cell += readSigned(in);
            histogram.add(cell, readSigned(in));
        }
    }
}
