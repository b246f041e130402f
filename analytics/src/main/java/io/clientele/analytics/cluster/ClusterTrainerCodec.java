package io.clientele.analytics.cluster;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.cluster.MiniBatchKMeans.Centroid;
import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A trainer with its settings, some hundred bytes. */
public final class ClusterTrainerCodec implements Codec<ClusterTrainer> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ClusterTrainer trainer, DataOutput out) throws IOException {
        write(trainer.settings(), out);
        writeSigned(trainer.version, out);
        writeSigned(trainer.lastRestart, out);
        writeUnsigned(trainer.kMeans.nextId(), out);
        writeUnsigned(trainer.kMeans.k(), out);
        for (Centroid centroid : trainer.kMeans.centroids()) {
            writeUnsigned(centroid.id, out);
            out.writeDouble(centroid.weight);
            for (double coordinate : centroid.position) {
                out.writeDouble(coordinate);
            }
        }
    }

    private static void write(ClusterSettings settings, DataOutput out) throws IOException {
        ClusterModelCodec.write(settings.features(), out);
        writeUnsigned(settings.fewest(), out);
        writeUnsigned(settings.most(), out);
        out.writeDouble(settings.decay());
        writeUnsigned(settings.batch(), out);
        writeUnsigned(settings.restartDays(), out);
        out.writeDouble(settings.restartGain());
        out.writeDouble(settings.smallestShare());
        writeUnsigned(settings.sample(), out);
        out.writeLong(settings.seed());
    }

    @Override
    public ClusterTrainer read(int version, DataInput in) throws IOException {
        ClusterSettings settings = settings(in);
        long modelVersion = readSigned(in);
        long lastRestart = readSigned(in);
        int nextId = count(in);
        int columns = settings.features().names().size();
        List<Centroid> centroids = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            int id = count(in);
            double weight = in.readDouble();
            double[] position = new double[columns];
            for (int j = 0; j < columns; j++) {
                position[j] = in.readDouble();
            }
            centroids.add(new Centroid(id, position, weight));
        }
        return new ClusterTrainer(
                settings, new MiniBatchKMeans(centroids, nextId), modelVersion, lastRestart);
    }

    private static ClusterSettings settings(DataInput in) throws IOException {
        return new ClusterSettings(
                ClusterModelCodec.features(in),
                count(in),
                count(in),
                in.readDouble(),
                count(in),
                count(in),
                in.readDouble(),
                in.readDouble(),
                count(in),
                in.readLong());
    }

    private static int count(DataInput in) throws IOException {
        return Math.toIntExact(readUnsigned(in));
    }
}
