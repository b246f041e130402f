package io.clientele.job.rfm;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** A profile's update as bytes. */
public final class ProfileUpdateCodec implements Codec<ProfileUpdate> {

    private static final ProfileCodec PROFILE = new ProfileCodec();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(ProfileUpdate update, DataOutput out) throws IOException {
        out.writeUTF(update.customerId());
        out.writeBoolean(update.profile().isPresent());
        if (update.profile().isPresent()) {
            PROFILE.write(update.profile().get(), out);
        }
    }

    @Override
    public ProfileUpdate read(int version, DataInput in) throws IOException {
        return new ProfileUpdate(
                in.readUTF(),
                in.readBoolean() ? Optional.of(PROFILE.read(version, in)) : Optional.empty());
    }
}
