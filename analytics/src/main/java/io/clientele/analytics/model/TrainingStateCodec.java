package io.clientele.analytics.model;

import io.clientele.analytics.churn.ChurnTrainerCodec;
import io.clientele.analytics.cluster.ClusterTrainerCodec;
import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * The state of training as of the last day's end as bytes. It changes only when a day ends; what
 * changes in the panel on open days is its owner's to keep. Version 1 did not know since when.
 */
public final class TrainingStateCodec implements Codec<TrainingState> {

    private static final ClusterTrainerCodec CLUSTERS = new ClusterTrainerCodec();
    private static final ChurnTrainerCodec CHURN = new ChurnTrainerCodec();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(TrainingState state, DataOutput out) throws IOException {
        out.writeLong(state.since);
        PanelCodec.write(state.panel, out);
        ModelsCodec.writeValue(state.value, out);
        out.writeBoolean(state.clusterTrainer.isPresent());
        if (state.clusterTrainer.isPresent()) {
            CLUSTERS.write(state.clusterTrainer.get(), out);
        }
        ModelsCodec.writeClusters(state.clusters, out);
        out.writeBoolean(state.churnTrainer.isPresent());
        if (state.churnTrainer.isPresent()) {
            CHURN.write(state.churnTrainer.get(), out);
        }
    }

    @Override
    public TrainingState read(int version, DataInput in) throws IOException {
        TrainingState state = new TrainingState();
        if (version > 1) {
            state.since = in.readLong();
        }
        PanelCodec.readInto(state.panel, in);
        if (version == 1) {
            state.since = state.panel.endedDay;
        }
        state.value = ModelsCodec.readValue(in);
        if (in.readBoolean()) {
            state.clusterTrainer = Optional.of(CLUSTERS.read(CLUSTERS.version(), in));
        }
        state.clusters = ModelsCodec.readClusters(in);
        if (in.readBoolean()) {
            state.churnTrainer = Optional.of(CHURN.read(CHURN.version(), in));
        }
        return state;
    }
}
