package io.clientele.analytics.cluster;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.statistics.Standardisation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A version of the clusters as bytes. */
public final class ClusterModelCodec implements Codec<ClusterModel> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ClusterModel model, DataOutput out) throws IOException {
        writeUnsigned(model.version(), out);
        writeSigned(model.day(), out);
        writeUnsigned(model.customers(), out);
        write(model.features(), out);
        model.standardisation().write(out);
        writeUnsigned(model.clusters().size(), out);
        for (Cluster cluster : model.clusters()) {
            writeUnsigned(cluster.id(), out);
            out.writeUTF(cluster.name());
            for (double coordinate : cluster.centroid()) {
                out.writeDouble(coordinate);
            }
            out.writeDouble(cluster.weight());
            writeUnsigned(cluster.size(), out);
        }
        out.writeDouble(model.quality().silhouette());
        out.writeDouble(model.quality().inertia());
        out.writeDouble(model.quality().drift());
        writeUnsigned(model.quality().reseeded(), out);
    }

    @Override
    public ClusterModel read(int version, DataInput in) throws IOException {
        long modelVersion = readUnsigned(in);
        long day = readSigned(in);
        long customers = readUnsigned(in);
        ClusterFeatures features = features(in);
        Standardisation standardisation = Standardisation.read(in);
        List<Cluster> clusters = new ArrayList<>();
        for (long left = readUnsigned(in); left > 0; left--) {
            clusters.add(cluster(features.names().size(), in));
        }
        ClusterQuality quality =
                new ClusterQuality(
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        Math.toIntExact(readUnsigned(in)));
        return new ClusterModel(
                modelVersion, day, customers, features, standardisation, clusters, quality);
    }

    private static Cluster cluster(int columns, DataInput in) throws IOException {
        int id = Math.toIntExact(readUnsigned(in));
        String name = in.readUTF();
        List<Double> centroid = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            centroid.add(in.readDouble());
        }
        return new Cluster(id, name, centroid, in.readDouble(), readUnsigned(in));
    }

    static void write(ClusterFeatures features, DataOutput out) throws IOException {
        writeUnsigned(features.names().size(), out);
        for (String name : features.names()) {
            out.writeUTF(name);
        }
    }

    static ClusterFeatures features(DataInput in) throws IOException {
        List<String> names = new ArrayList<>();
        for (long left = readUnsigned(in); left > 0; left--) {
            names.add(in.readUTF());
        }
        return new ClusterFeatures(names);
    }
}
