package io.clientele.job.kpi;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.kpi.KpiTotalsCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Sums of a window as bytes. */
public final class KpiSumCodec implements Codec<KpiSum> {

    private static final KpiTotalsCodec TOTALS = new KpiTotalsCodec();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(KpiSum sum, DataOutput out) throws IOException {
        writeSigned(sum.windowEnd(), out);
        TOTALS.write(sum.totals(), out);
    }

    @Override
    public KpiSum read(int version, DataInput in) throws IOException {
        return new KpiSum(readSigned(in), TOTALS.read(1, in));
    }
}
