package io.clientele.job.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint says about how its values were written: the codec's class and its version.
 *
 * @param <T> the values
 */
public final class CodecSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

    private CodecSerializer<T> serializer;

    /** For Flink, which fills it by {@link #readSnapshot}. */
    public CodecSerializerSnapshot() {}

    CodecSerializerSnapshot(CodecSerializer<T> serializer) {
        this.serializer = serializer;
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(serializer.codec().getClass().getName());
        out.writeInt(serializer.codec().version());
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
            throws IOException {
        String codec = in.readUTF();
        int version = in.readInt();
        serializer =
                new CodecSerializer<>(
                        CodecSerializer.codecNamed(codec, userCodeClassLoader), version);
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return serializer;
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSnapshot) {
        if (!(oldSnapshot instanceof CodecSerializerSnapshot<T> old)
                || old.serializer.codec().getClass() != serializer.codec().getClass()
                || old.serializer.version() > serializer.version()) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        return old.serializer.version() == serializer.version()
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
}
