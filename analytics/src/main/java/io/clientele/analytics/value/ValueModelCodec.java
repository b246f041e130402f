package io.clientele.analytics.value;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A value model as some 200 bytes; its numbers to the bit. */
public final class ValueModelCodec implements Codec<ValueModel> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ValueModel model, DataOutput out) throws IOException {
        writeSigned(model.trainedTo(), out);
        PurchaseModel purchases = model.purchases().model();
        out.writeUTF(purchases.family().name());
        out.writeDouble(purchases.r());
        out.writeDouble(purchases.alpha());
        out.writeDouble(purchases.a());
        out.writeDouble(purchases.b());
        write(model.purchases().quality(), out);
        GammaGamma spend = model.spend().model();
        out.writeDouble(spend.p());
        out.writeDouble(spend.q());
        out.writeDouble(spend.gamma());
        write(model.spend().quality(), out);
        out.writeUTF(model.settings().family().name());
        writeUnsigned(model.settings().discounting().horizonDays(), out);
        out.writeDouble(model.settings().discounting().annualRate());
        writeUnsigned(model.settings().silenceDays(), out);
        write(model.warnings(), out);
    }

    @Override
    public ValueModel read(int version, DataInput in) throws IOException {
        long trainedTo = readSigned(in);
        PurchaseModel purchases =
                PurchaseFamily.valueOf(in.readUTF())
                        .with(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        PurchaseFit purchaseFit = new PurchaseFit(purchases, readQuality(in));
        GammaGamma spend = new GammaGamma(in.readDouble(), in.readDouble(), in.readDouble());
        SpendFit spendFit = new SpendFit(spend, readQuality(in));
        FamilyChoice choice = FamilyChoice.valueOf(in.readUTF());
        Discounting discounting = new Discounting((int) readUnsigned(in), in.readDouble());
        ValueSettings settings = new ValueSettings(choice, discounting, (int) readUnsigned(in));
        return new ValueModel(trainedTo, purchaseFit, spendFit, settings, readTexts(in));
    }

    private static void write(FitQuality quality, DataOutput out) throws IOException {
        out.writeDouble(quality.logLikelihood());
        writeUnsigned(quality.customers(), out);
        writeUnsigned(quality.steps(), out);
        out.writeBoolean(quality.converged());
        write(quality.atEdge(), out);
    }

    private static FitQuality readQuality(DataInput in) throws IOException {
        return new FitQuality(
                in.readDouble(),
                readUnsigned(in),
                (int) readUnsigned(in),
                in.readBoolean(),
                readTexts(in));
    }

    private static void write(List<String> texts, DataOutput out) throws IOException {
        writeUnsigned(texts.size(), out);
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> readTexts(DataInput in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (long left = readUnsigned(in); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
