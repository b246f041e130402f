package io.clientele.quickstart.faults;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes the name of a run, or fails to if a trap is set there: while a checkpoint is written in
 * the background, after the task has gone on, so that the checkpoint is declined and the task is
 * not affected.
 */
final class DecliningSerializer extends TypeSerializerSingleton<String> {

    static final DecliningSerializer INSTANCE = new DecliningSerializer();

    private static final long serialVersionUID = 1L;

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public String createInstance() {
        return "";
    }

    @Override
    public String copy(String run) {
        return run;
    }

    @Override
    public String copy(String run, String reused) {
        return run;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(String run, DataOutputView out) throws IOException {
        Passage.traps(run).passSnapshot();
        out.writeUTF(run);
    }

    @Override
    public String deserialize(DataInputView in) throws IOException {
        return in.readUTF();
    }

    @Override
    public String deserialize(String reused, DataInputView in) throws IOException {
        return in.readUTF();
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        out.writeUTF(in.readUTF());
    }

    @Override
    public TypeSerializerSnapshot<String> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Flink makes it by its name when it restores. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<String> {

        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
