package io.clientele.analytics.model;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;

import io.clientele.analytics.churn.ChurnModelCodec;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.cluster.ClusterModelCodec;
import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** The models as bytes; version 1 did not know since when they learned. */
public final class ModelsCodec implements Codec<Models> {

    private static final ClusterModelCodec CLUSTERS = new ClusterModelCodec();
    private static final ChurnModelCodec CHURN = new ChurnModelCodec();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(Models models, DataOutput out) throws IOException {
        writeSigned(models.day(), out);
        writeSigned(models.since(), out);
        writeValue(models.value(), out);
        writeClusters(models.clusters(), out);
        out.writeBoolean(models.churn().isPresent());
        if (models.churn().isPresent()) {
            CHURN.write(models.churn().get(), out);
        }
    }

    @Override
    public Models read(int version, DataInput in) throws IOException {
        long day = readSigned(in);
        return new Models(
                day,
                version > 1 ? readSigned(in) : day,
                readValue(in),
                readClusters(in),
                in.readBoolean() ? Optional.of(CHURN.read(CHURN.version(), in)) : Optional.empty());
    }

    static void writeValue(Optional<ValueModels> value, DataOutput out) throws IOException {
        out.writeBoolean(value.isPresent());
        if (value.isPresent()) {
            ValueModelsCodec.write(value.get(), out);
        }
    }

    static Optional<ValueModels> readValue(DataInput in) throws IOException {
        return in.readBoolean() ? Optional.of(ValueModelsCodec.read(in)) : Optional.empty();
    }

    static void writeClusters(Optional<ClusterModel> clusters, DataOutput out) throws IOException {
        out.writeBoolean(clusters.isPresent());
        if (clusters.isPresent()) {
            CLUSTERS.write(clusters.get(), out);
        }
    }

    static Optional<ClusterModel> readClusters(DataInput in) throws IOException {
        return in.readBoolean()
                ? Optional.of(CLUSTERS.read(CLUSTERS.version(), in))
                : Optional.empty();
    }
}
