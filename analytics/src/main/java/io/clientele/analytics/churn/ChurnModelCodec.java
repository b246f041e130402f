package io.clientele.analytics.churn;

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
import java.util.Optional;

/** A version of the churn model as some 600 bytes. */
public final class ChurnModelCodec implements Codec<ChurnModel> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ChurnModel model, DataOutput out) throws IOException {
        writeUnsigned(model.version(), out);
        writeSigned(model.day(), out);
        write(model.settings(), out);
        out.writeUTF(model.champion().name());
        writeUnsigned(model.learnt(), out);
        model.standardisation().write(out);
        writeUnsigned(model.weights().size(), out);
        for (double weight : model.weights()) {
            out.writeDouble(weight);
        }
        write(model.calibration(), out);
        write(model.purchaseCalibration(), out);
        write(model.figures(), out);
        write(model.purchaseFigures(), out);
        out.writeBoolean(model.change().isPresent());
        if (model.change().isPresent()) {
            write(model.change().get(), out);
        }
    }

    @Override
    public ChurnModel read(int version, DataInput in) throws IOException {
        return new ChurnModel(
                readUnsigned(in),
                readSigned(in),
                settings(in),
                Candidate.valueOf(in.readUTF()),
                readUnsigned(in),
                Standardisation.read(in),
                weights(in),
                platt(in),
                platt(in),
                figures(in),
                figures(in),
                in.readBoolean() ? Optional.of(change(in)) : Optional.empty());
    }

    private static void write(ChurnSettings settings, DataOutput out) throws IOException {
        writeUnsigned(settings.horizonDays(), out);
        writeUnsigned(settings.snapshotDays(), out);
        writeUnsigned(settings.windowDays(), out);
        out.writeDouble(settings.regression().alpha());
        out.writeDouble(settings.regression().beta());
        out.writeDouble(settings.regression().l1());
        out.writeDouble(settings.regression().l2());
        writeUnsigned(settings.additionalFeatures().size(), out);
        for (String name : settings.additionalFeatures()) {
            out.writeUTF(name);
        }
        out.writeDouble(settings.mediumFrom());
        out.writeDouble(settings.highFrom());
        out.writeDouble(settings.lead());
        writeUnsigned(settings.fewestLabels(), out);
        writeUnsigned(settings.mostWaiting(), out);
    }

    private static ChurnSettings settings(DataInput in) throws IOException {
        return new ChurnSettings(
                count(in),
                count(in),
                count(in),
                new FtrlSettings(
                        in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()),
                names(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                count(in),
                count(in));
    }

    private static List<String> names(DataInput in) throws IOException {
        List<String> names = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            names.add(in.readUTF());
        }
        return names;
    }

    private static List<Double> weights(DataInput in) throws IOException {
        List<Double> weights = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            weights.add(in.readDouble());
        }
        return weights;
    }

    private static void write(PlattScaling scaling, DataOutput out) throws IOException {
        out.writeDouble(scaling.intercept());
        out.writeDouble(scaling.slope());
    }

    private static PlattScaling platt(DataInput in) throws IOException {
        return new PlattScaling(in.readDouble(), in.readDouble());
    }

    private static void write(ModelFigures figures, DataOutput out) throws IOException {
        writeUnsigned(figures.labels(), out);
        writeUnsigned(figures.churned(), out);
        out.writeDouble(figures.auc());
        out.writeDouble(figures.logLoss());
        out.writeDouble(figures.brier());
        out.writeDouble(figures.calibrationError());
    }

    private static ModelFigures figures(DataInput in) throws IOException {
        return new ModelFigures(
                readUnsigned(in),
                readUnsigned(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }

    private static void write(ChampionChange change, DataOutput out) throws IOException {
        writeSigned(change.day(), out);
        writeUnsigned(change.version(), out);
        out.writeUTF(change.from().name());
        out.writeUTF(change.to().name());
        write(change.fromFigures(), out);
        write(change.toFigures(), out);
    }

    private static ChampionChange change(DataInput in) throws IOException {
        return new ChampionChange(
                readSigned(in),
                readUnsigned(in),
                Candidate.valueOf(in.readUTF()),
                Candidate.valueOf(in.readUTF()),
                figures(in),
                figures(in));
    }

    private static int count(DataInput in) throws IOException {
        return Math.toIntExact(readUnsigned(in));
    }
}
