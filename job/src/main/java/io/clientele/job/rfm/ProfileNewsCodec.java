package io.clientele.job.rfm;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.rfm.RfmGroup;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** News of a profile as bytes; a profile is preceded by the version of its own codec. */
public final class ProfileNewsCodec implements Codec<ProfileNews> {

    private static final ProfileCodec PROFILE = new ProfileCodec();
    private static final int BEGAN = 0;
    private static final int DAY_ENDED = 1;
    private static final int REMOVED = 2;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ProfileNews news, DataOutput out) throws IOException {
        if (news instanceof ProfileNews.DayEnded ended) {
            out.writeByte(DAY_ENDED);
            out.writeByte(PROFILE.version());
            PROFILE.write(ended.profile(), out);
            out.writeUTF(ended.movedFrom().map(RfmGroup::name).orElse(""));
        } else {
            out.writeByte(news instanceof ProfileNews.Began ? BEGAN : REMOVED);
            out.writeUTF(news.customerId());
        }
    }

    @Override
    public ProfileNews read(int version, DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case BEGAN -> new ProfileNews.Began(in.readUTF());
            case REMOVED -> new ProfileNews.Removed(in.readUTF());
            case DAY_ENDED ->
                    new ProfileNews.DayEnded(
                            PROFILE.read(in.readUnsignedByte(), in), group(in.readUTF()));
            default ->
                    throw new IOException(
                            "kind of a profile's news: %d, expected 0 to 2".formatted(kind));
        };
    }

    private static Optional<RfmGroup> group(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(RfmGroup.valueOf(name));
    }
}
