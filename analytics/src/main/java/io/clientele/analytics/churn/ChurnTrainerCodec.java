package io.clientele.analytics.churn;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.statistics.Moments;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A trainer with its settings: some 64 bytes for each customer of a snapshot that waits. */
public final class ChurnTrainerCodec implements Codec<ChurnTrainer> {

    private static final ChurnModelCodec MODEL = new ChurnModelCodec();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ChurnTrainer trainer, DataOutput out) throws IOException {
        MODEL.write(trainer.model(), out);
        write(trainer.regression.moments.counts(), out);
        write(trainer.regression.moments.means(), out);
        write(trainer.regression.moments.squares(), out);
        write(trainer.regression.learner.z, out);
        write(trainer.regression.learner.n, out);
        write(trainer.regression.labels, out);
        write(trainer.calibration, out);
        write(trainer.purchaseCalibration, out);
        writeUnsigned(trainer.waiting.size(), out);
        for (Snapshot snapshot : trainer.waiting.values()) {
            write(snapshot, out);
        }
        writeUnsigned(trainer.contest.days.size(), out);
        for (Map.Entry<Long, Contest.Tally> day : trainer.contest.days.entrySet()) {
            writeSigned(day.getKey(), out);
            for (Outcomes outcomes : day.getValue().all()) {
                write(outcomes, out);
            }
        }
    }

    @Override
    public ChurnTrainer read(int version, DataInput in) throws IOException {
        ChurnModel model = MODEL.read(1, in);
        int features = model.features().count();
        Moments moments =
                Moments.of(doubles(features, in), doubles(features, in), doubles(features, in));
        int coordinates = Regression.coordinates(features);
        FtrlProximal learner =
                new FtrlProximal(
                        model.settings().regression(),
                        doubles(coordinates, in),
                        doubles(coordinates, in));
        Regression regression = new Regression(moments, learner, doubles(2, in));
        ChurnTrainer trainer =
                new ChurnTrainer(model, regression, calibration(in), calibration(in));
        for (long left = readUnsigned(in); left > 0; left--) {
            Snapshot snapshot = snapshot(features, in);
            trainer.waiting.put(snapshot.day(), snapshot);
        }
        for (long left = readUnsigned(in); left > 0; left--) {
            Contest.Tally tally = new Contest.Tally();
            trainer.contest.days.put(readSigned(in), tally);
            for (Outcomes outcomes : tally.all()) {
                readInto(outcomes, in);
            }
        }
        return trainer;
    }

    private static void write(Snapshot snapshot, DataOutput out) throws IOException {
        writeSigned(snapshot.day(), out);
        writeUnsigned(snapshot.examples().size(), out);
        for (Snapshot.Example example : snapshot.examples()) {
            out.writeLong(example.key());
            for (float feature : example.features()) {
                out.writeFloat(feature);
            }
            out.writeFloat(example.regression());
            out.writeFloat(example.purchaseModel());
        }
    }

    private static Snapshot snapshot(int features, DataInput in) throws IOException {
        long day = readSigned(in);
        int count = Math.toIntExact(readUnsigned(in));
        List<Snapshot.Example> examples = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long key = in.readLong();
            float[] values = new float[features];
            for (int j = 0; j < features; j++) {
                values[j] = in.readFloat();
            }
            examples.add(new Snapshot.Example(key, values, in.readFloat(), in.readFloat()));
        }
        return new Snapshot(day, examples);
    }

    private static void write(RunningCalibration calibration, DataOutput out) throws IOException {
        write(calibration.counts[0], out);
        write(calibration.counts[1], out);
    }

    private static RunningCalibration calibration(DataInput in) throws IOException {
        return new RunningCalibration(
                new double[][] {
                    doubles(RunningCalibration.CELLS, in), doubles(RunningCalibration.CELLS, in)
                });
    }

    private static void write(Outcomes outcomes, DataOutput out) throws IOException {
        for (long[] ofLabel : outcomes.counts) {
            for (long count : ofLabel) {
                writeUnsigned(count, out);
            }
        }
        out.writeDouble(outcomes.logLoss);
        out.writeDouble(outcomes.squares);
        write(outcomes.bandRisk, out);
    }

    private static void readInto(Outcomes outcomes, DataInput in) throws IOException {
        for (long[] ofLabel : outcomes.counts) {
            for (int cell = 0; cell < ofLabel.length; cell++) {
                ofLabel[cell] = readUnsigned(in);
            }
        }
        outcomes.logLoss = in.readDouble();
        outcomes.squares = in.readDouble();
        double[] bandRisk = doubles(outcomes.bandRisk.length, in);
        System.arraycopy(bandRisk, 0, outcomes.bandRisk, 0, bandRisk.length);
    }

    private static void write(double[] values, DataOutput out) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] doubles(int count, DataInput in) throws IOException {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}
