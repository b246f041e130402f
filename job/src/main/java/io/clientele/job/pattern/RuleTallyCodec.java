package io.clientele.job.pattern;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.rules.language.Mode;
import io.clientele.rules.language.Severity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What a rule has done, as bytes. */
public final class RuleTallyCodec implements Codec<RuleTally> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(RuleTally tally, DataOutput out) throws IOException {
        writeSigned(tally.time(), out);
        out.writeUTF(tally.rule());
        out.writeUTF(tally.severity().name());
        out.writeUTF(tally.mode().name());
        writeUnsigned(tally.matches(), out);
        writeUnsigned(tally.partialMatches(), out);
        writeUnsigned(tally.timeouts(), out);
        writeUnsigned(tally.errors(), out);
        writeUnsigned(tally.suppressed(), out);
    }

    @Override
    public RuleTally read(int version, DataInput in) throws IOException {
        return new RuleTally(
                readSigned(in),
                in.readUTF(),
                Severity.valueOf(in.readUTF()),
                Mode.valueOf(in.readUTF()),
                readUnsigned(in),
                readUnsigned(in),
                readUnsigned(in),
                readUnsigned(in),
                readUnsigned(in));
    }
}
