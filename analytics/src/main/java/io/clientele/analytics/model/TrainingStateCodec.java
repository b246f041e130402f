package io.clientele.analytics.model;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The state of training as bytes. */
public final class TrainingStateCodec implements Codec<TrainingState> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(TrainingState state, DataOutput out) throws IOException {
        PanelCodec.write(state.panel, out);
        ModelsCodec.writeValue(state.value, out);
    }

    @Override
    public TrainingState read(int version, DataInput in) throws IOException {
        TrainingState state = new TrainingState();
        PanelCodec.readInto(state.panel, in);
        state.value = ModelsCodec.readValue(in);
        return state;
    }
}
