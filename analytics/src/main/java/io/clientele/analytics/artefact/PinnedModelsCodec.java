package io.clientele.analytics.artefact;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.artefact.PinnedModels.Pinned;
import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.model.ModelKind;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.ModelsCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Which models are in force, as bytes. */
public final class PinnedModelsCodec implements Codec<PinnedModels> {

    private static final ModelsCodec MODELS = new ModelsCodec();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PinnedModels models, DataOutput out) throws IOException {
        // Models have a codec of their own, whose version may rise while this one's stays.
        writeUnsigned(MODELS.version(), out);
        writeSigned(models.lastPosition, out);
        write(models.newest, out);
        writeUnsigned(models.pins.size(), out);
        for (Map.Entry<ModelKind, Pinned> pin : models.pins.entrySet()) {
            out.writeUTF(pin.getKey().name());
            writeUnsigned(pin.getValue().version(), out);
            out.writeBoolean(pin.getValue().from().isPresent());
            if (pin.getValue().from().isPresent()) {
                writeSigned(pin.getValue().from().get(), out);
            }
            write(pin.getValue().model(), out);
        }
        for (ModelKind kind : ModelKind.values()) {
            writeUnsigned(models.recent.get(kind).size(), out);
            for (Models version : models.recent.get(kind).values()) {
                MODELS.write(version, out);
            }
        }
    }

    @Override
    public PinnedModels read(int version, DataInput in) throws IOException {
        int written = Math.toIntExact(readUnsigned(in));
        PinnedModels models = new PinnedModels();
        models.lastPosition = readSigned(in);
        models.newest = models(written, in);
        for (long left = readUnsigned(in); left > 0; left--) {
            ModelKind kind = ModelKind.valueOf(in.readUTF());
            long pinned = readUnsigned(in);
            Optional<Long> from = in.readBoolean() ? Optional.of(readSigned(in)) : Optional.empty();
            models.pins.put(kind, new Pinned(pinned, from, models(written, in)));
        }
        for (ModelKind kind : ModelKind.values()) {
            for (long left = readUnsigned(in); left > 0; left--) {
                Models alone = MODELS.read(written, in);
                models.recent.get(kind).put(kind.version(alone).orElseThrow(), alone);
            }
        }
        return models;
    }

    private static void write(Optional<Models> models, DataOutput out) throws IOException {
        out.writeBoolean(models.isPresent());
        if (models.isPresent()) {
            MODELS.write(models.get(), out);
        }
    }

    private static Optional<Models> models(int written, DataInput in) throws IOException {
        return in.readBoolean() ? Optional.of(MODELS.read(written, in)) : Optional.empty();
    }
}
