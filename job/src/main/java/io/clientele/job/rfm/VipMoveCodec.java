package io.clientele.job.rfm;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.profile.VipMove;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** An entry to the VIPs or an exit as bytes. */
public final class VipMoveCodec implements Codec<VipMove> {

    private static final ProfileCodec PROFILE = new ProfileCodec();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(VipMove move, DataOutput out) throws IOException {
        out.writeBoolean(move.entered());
        PROFILE.write(move.profile(), out);
    }

    @Override
    public VipMove read(int version, DataInput in) throws IOException {
        return new VipMove(in.readBoolean(), PROFILE.read(version, in));
    }
}
