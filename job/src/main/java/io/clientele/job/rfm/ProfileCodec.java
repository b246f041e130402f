package io.clientele.job.rfm;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.ledger.StandingCodec;
import io.clientele.analytics.model.Insight;
import io.clientele.analytics.model.InsightCodec;
import io.clientele.analytics.profile.Profile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A profile as bytes. */
public final class ProfileCodec implements Codec<Profile> {

    private static final StandingCodec STANDING = new StandingCodec();
    private static final InsightCodec INSIGHT = new InsightCodec();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(Profile profile, DataOutput out) throws IOException {
        out.writeUTF(profile.customerId());
        writeSigned(profile.asOf(), out);
        writeSigned(profile.day(), out);
        STANDING.write(profile.standing(), out);
        RfmScoreCodec.write(profile.score(), out);
        INSIGHT.write(profile.insight(), out);
    }

    @Override
    public Profile read(int version, DataInput in) throws IOException {
        return new Profile(
                in.readUTF(),
                readSigned(in),
                readSigned(in),
                STANDING.read(version, in),
                RfmScoreCodec.read(in),
                version == 1 ? Insight.NONE : INSIGHT.read(1, in));
    }
}
