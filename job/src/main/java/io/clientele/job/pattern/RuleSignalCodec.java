package io.clientele.job.pattern;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.CommerceEventCodec;
import io.clientele.job.rfm.ProfileNews;
import io.clientele.job.rfm.ProfileNewsCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A signal as bytes: which kind, the version of its own codec, and what that writes. */
public final class RuleSignalCodec implements Codec<RuleSignal> {

    private static final Codec<CommerceEvent> EVENT = new CommerceEventCodec();
    private static final Codec<ProfileNews> NEWS = new ProfileNewsCodec();
    private static final int HAPPENED = 0;
    private static final int PROFILE_TOLD = 1;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(RuleSignal signal, DataOutput out) throws IOException {
        if (signal instanceof RuleSignal.Happened happened) {
            out.writeByte(HAPPENED);
            out.writeByte(EVENT.version());
            EVENT.write(happened.event(), out);
        } else if (signal instanceof RuleSignal.ProfileTold told) {
            out.writeByte(PROFILE_TOLD);
            out.writeByte(NEWS.version());
            NEWS.write(told.news(), out);
        }
    }

    @Override
    public RuleSignal read(int version, DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        int written = in.readUnsignedByte();
        return switch (kind) {
            case HAPPENED -> new RuleSignal.Happened(EVENT.read(written, in));
            case PROFILE_TOLD -> new RuleSignal.ProfileTold(NEWS.read(written, in));
            default ->
                    throw new IOException("kind of a signal: %d, expected 0 or 1".formatted(kind));
        };
    }
}
