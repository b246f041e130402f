package io.clientele.analytics.model;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.value.BgNbd;
import io.clientele.analytics.value.Discounting;
import io.clientele.analytics.value.FitQuality;
import io.clientele.analytics.value.GammaGamma;
import io.clientele.analytics.value.MbgNbd;
import io.clientele.analytics.value.PurchaseFamily;
import io.clientele.analytics.value.PurchaseFit;
import io.clientele.analytics.value.PurchaseModel;
import io.clientele.analytics.value.SpendFit;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The value models as some 200 bytes, within what holds them. */
final class ValueModelsCodec {

    private ValueModelsCodec() {}

    static void write(ValueModels models, DataOutput out) throws IOException {
        writeUnsigned(models.version(), out);
        writeSigned(models.fittedTo(), out);
        PurchaseModel purchases = models.purchases().model();
        out.writeUTF(purchases.family().name());
        out.writeDouble(purchases.r());
        out.writeDouble(purchases.alpha());
        out.writeDouble(purchases.a());
        out.writeDouble(purchases.b());
        write(models.purchases().quality(), out);
        GammaGamma spend = models.spend().model();
        out.writeDouble(spend.p());
        out.writeDouble(spend.q());
        out.writeDouble(spend.gamma());
        write(models.spend().quality(), out);
        writeUnsigned(models.discounting().horizonDays(), out);
        out.writeDouble(models.discounting().annualRate());
        out.writeDouble(models.vipBound());
    }

    static ValueModels read(DataInput in) throws IOException {
        return new ValueModels(
                readUnsigned(in),
                readSigned(in),
                new PurchaseFit(readPurchases(in), readQuality(in)),
                new SpendFit(
                        new GammaGamma(in.readDouble(), in.readDouble(), in.readDouble()),
                        readQuality(in)),
                new Discounting(Math.toIntExact(readUnsigned(in)), in.readDouble()),
                in.readDouble());
    }

    private static PurchaseModel readPurchases(DataInput in) throws IOException {
        PurchaseFamily family = PurchaseFamily.valueOf(in.readUTF());
        double r = in.readDouble();
        double alpha = in.readDouble();
        double a = in.readDouble();
        double b = in.readDouble();
        return switch (family) {
            case BG_NBD -> new BgNbd(r, alpha, a, b);
            case MBG_NBD -> new MbgNbd(r, alpha, a, b);
        };
    }

    private static void write(FitQuality quality, DataOutput out) throws IOException {
        out.writeDouble(quality.logLikelihood());
        writeUnsigned(quality.customers(), out);
        writeUnsigned(quality.steps(), out);
        out.writeBoolean(quality.converged());
        writeUnsigned(quality.atEdge().size(), out);
        for (String parameter : quality.atEdge()) {
            out.writeUTF(parameter);
        }
    }

    private static FitQuality readQuality(DataInput in) throws IOException {
        double logLikelihood = in.readDouble();
        long customers = readUnsigned(in);
        int steps = Math.toIntExact(readUnsigned(in));
        boolean converged = in.readBoolean();
        List<String> atEdge = new ArrayList<>();
        for (long count = readUnsigned(in); count > 0; count--) {
            atEdge.add(in.readUTF());
        }
        return new FitQuality(logLikelihood, customers, steps, converged, atEdge);
    }
}
