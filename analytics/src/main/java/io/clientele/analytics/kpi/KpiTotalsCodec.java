package io.clientele.analytics.kpi;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums as bytes: those that are not zero, each with its series' code and its part's name. */
public final class KpiTotalsCodec implements Codec<KpiTotals> {

    private static final Map<Integer, KpiSeries> BY_CODE = new HashMap<>();

    static {
        for (KpiSeries series : KpiSeries.values()) {
            BY_CODE.put(series.code(), series);
        }
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(KpiTotals totals, DataOutput out) throws IOException {
        writeUnsigned(totals.ingestedAt, out);
        for (KpiSeries series : KpiSeries.values()) {
            List<String> parts = series.parts();
            for (int part = 0; part < Math.max(1, parts.size()); part++) {
                long sum = totals.of(series, part);
                if (sum != 0) {
                    writeUnsigned(series.code(), out);
                    if (!parts.isEmpty()) {
                        out.writeUTF(parts.get(part));
                    }
                    writeSigned(sum, out);
                }
            }
        }
        writeUnsigned(0, out);
    }

    @Override
    public KpiTotals read(int version, DataInput in) throws IOException {
        KpiTotals totals = new KpiTotals();
        totals.ingestedAt = readUnsigned(in);
        for (int code = (int) readUnsigned(in); code != 0; code = (int) readUnsigned(in)) {
            KpiSeries series = BY_CODE.get(code);
            if (series == null) {
                throw new IOException("KPI series " + code + ", which this release does not know");
            }
            int part = series.parts().isEmpty() ? 0 : partNamed(in.readUTF(), series);
            totals.add(series, part, readSigned(in));
        }
        return totals;
    }

    private static int partNamed(String name, KpiSeries series) throws IOException {
        int part = series.parts().indexOf(name);
        if (part < 0) {
            throw new IOException(
                    "KPI series " + series + " has no part " + name + " that this release knows");
        }
        return part;
    }
}
