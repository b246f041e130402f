package io.clientele.analytics.value;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Statistics as bytes: their cells in ascending order, each as its distance from the one before.
 */
public final class PurchaseStatisticsCodec implements Codec<PurchaseStatistics> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PurchaseStatistics statistics, DataOutput out) throws IOException {
        write(statistics.purchases, out);
        write(statistics.amounts, out);
    }

    @Override
    public PurchaseStatistics read(int version, DataInput in) throws IOException {
        PurchaseStatistics statistics = new PurchaseStatistics();
        readInto(statistics.purchases, in);
        readInto(statistics.amounts, in);
        return statistics;
    }

    private static void write(CellSums cells, DataOutput out) throws IOException {
        writeUnsigned(cells.size(), out);
        long previous = 0;
        for (CellSums.Cell cell : cells.ascending()) {
            writeUnsigned(cell.cell() - previous, out);
            writeSigned(cell.customers(), out);
            writeSigned(cell.amount(), out);
            previous = cell.cell();
        }
    }

    private static void readInto(CellSums cells, DataInput in) throws IOException {
        long cell = 0;
        for (long left = readUnsigned(in); left > 0; left--) {
            cell += readUnsigned(in);
            cells.add(cell, readSigned(in), readSigned(in));
        }
    }
}
