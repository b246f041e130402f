package io.clientele.job.pattern;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.codec.VarInt;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** A rule's record as bytes. */
public final class RuleRecordCodec implements Codec<RuleRecord> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(RuleRecord record, DataOutput out) throws IOException {
        LongText.write(record.name(), out);
        out.writeBoolean(record.text().isPresent());
        if (record.text().isPresent()) {
            LongText.write(record.text().get(), out);
        }
        VarInt.writeSigned(record.position(), out);
    }

    @Override
    public RuleRecord read(int version, DataInput in) throws IOException {
        return new RuleRecord(
                LongText.read(in),
                in.readBoolean() ? Optional.of(LongText.read(in)) : Optional.empty(),
                VarInt.readSigned(in));
    }
}
