package io.clientele.analytics.model;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.value.ValueModel;
import io.clientele.analytics.value.ValueModelCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** A version of the value model as some 200 bytes, within what holds it. */
final class ValueModelsCodec {

    private static final ValueModelCodec MODEL = new ValueModelCodec();

    private ValueModelsCodec() {}

    static void write(ValueModels models, DataOutput out) throws IOException {
        writeUnsigned(models.version(), out);
        MODEL.write(models.model(), out);
        out.writeUTF(models.kept().orElse(""));
        out.writeDouble(models.vipBound());
    }

    static ValueModels read(DataInput in) throws IOException {
        long version = readUnsigned(in);
        ValueModel model = MODEL.read(MODEL.version(), in);
        return new ValueModels(
                version,
                model,
                Optional.of(in.readUTF()).filter(reason -> !reason.isEmpty()),
                in.readDouble());
    }
}
