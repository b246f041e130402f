package io.clientele.job.rfm;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;

import io.clientele.analytics.rfm.RfmScore;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** Scores as a few bytes within what holds them. */
final class RfmScoreCodec {

    private RfmScoreCodec() {}

    static void write(Optional<RfmScore> score, DataOutput out) throws IOException {
        out.writeBoolean(score.isPresent());
        if (score.isPresent()) {
            writeSigned(score.get().recencyDays(), out);
            out.writeByte(score.get().r());
            out.writeByte(score.get().f());
            out.writeByte(score.get().m());
        }
    }

    static Optional<RfmScore> read(DataInput in) throws IOException {
        return in.readBoolean()
                ? Optional.of(
                        new RfmScore(readSigned(in), in.readByte(), in.readByte(), in.readByte()))
                : Optional.empty();
    }
}
