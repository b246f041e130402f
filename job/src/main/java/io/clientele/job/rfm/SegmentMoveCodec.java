package io.clientele.job.rfm;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.analytics.rfm.RfmGroup;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A move between groups as bytes. */
public final class SegmentMoveCodec implements Codec<SegmentMove> {

    private static final ProfileCodec PROFILE = new ProfileCodec();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(SegmentMove move, DataOutput out) throws IOException {
        out.writeUTF(move.from().name());
        PROFILE.write(move.profile(), out);
    }

    @Override
    public SegmentMove read(int version, DataInput in) throws IOException {
        return new SegmentMove(RfmGroup.valueOf(in.readUTF()), PROFILE.read(version, in));
    }
}
