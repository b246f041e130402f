package io.clientele.job.state;

import io.clientele.analytics.codec.Codec;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes values by their codec. A serializer restored from an older savepoint reads the older
 * version; Flink then writes the values anew.
 *
 * @param <T> the values
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1L;

    private transient Codec<T> codec;
    private final int version;

    CodecSerializer(Codec<T> codec, int version) {
        this.codec = codec;
        this.version = version;
    }

    /** Makes a codec again from its class name. */
    @SuppressWarnings("unchecked") // The name was written by a serializer of the same type.
    static <T> Codec<T> codecNamed(String className, ClassLoader loader) throws IOException {
        try {
            return (Codec<T>)
                    Class.forName(className, true, loader)
                            .asSubclass(Codec.class)
                            .getDeclaredConstructor()
                            .newInstance();
        } catch (ReflectiveOperationException gone) {
            throw new IOException(
                    "state was written by the codec %s, which this release lacks"
                            .formatted(className),
                    gone);
        }
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeUTF(codec.getClass().getName());
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        codec = codecNamed(in.readUTF(), Thread.currentThread().getContextClassLoader());
    }

    Codec<T> codec() {
        return codec;
    }

    int version() {
        return version;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(256);
            codec.write(from, out);
            return codec.read(
                    codec.version(),
                    new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        codec.write(value, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return codec.read(version, source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new CodecSerializerSnapshot<>(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodecSerializer<?> that
                && codec.getClass() == that.codec.getClass()
                && version == that.version;
    }

    @Override
    public int hashCode() {
        return 31 * codec.getClass().hashCode() + version;
    }
}
