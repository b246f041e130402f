package io.clientele.job.rfm;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.ModelsCodec;
import io.clientele.analytics.rfm.RfmBounds;
import io.clientele.analytics.rfm.RfmBoundsCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** What is known of a day's end, as bytes; version 1 had models of their version 1. */
public final class DayEndCodec implements Codec<DayEnd> {

    private static final RfmBoundsCodec BOUNDS = new RfmBoundsCodec();
    private static final ModelsCodec MODELS = new ModelsCodec();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(DayEnd end, DataOutput out) throws IOException {
        writeSigned(end.day(), out);
        out.writeBoolean(end.bounds().isPresent());
        if (end.bounds().isPresent()) {
            BOUNDS.write(end.bounds().get(), out);
        }
        out.writeBoolean(end.models().isPresent());
        if (end.models().isPresent()) {
            MODELS.write(end.models().get(), out);
        }
    }

    @Override
    public DayEnd read(int version, DataInput in) throws IOException {
        long day = readSigned(in);
        Optional<RfmBounds> bounds =
                in.readBoolean() ? Optional.of(BOUNDS.read(1, in)) : Optional.empty();
        Optional<Models> models =
                in.readBoolean() ? Optional.of(MODELS.read(version, in)) : Optional.empty();
        return new DayEnd(day, bounds, models);
    }
}
