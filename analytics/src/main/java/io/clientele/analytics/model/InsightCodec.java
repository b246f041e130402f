package io.clientele.analytics.model;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.churn.Candidate;
import io.clientele.analytics.churn.ChurnPrediction;
import io.clientele.analytics.churn.Reason;
import io.clientele.analytics.churn.RiskBand;
import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.value.ValueEstimate;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the models say of a customer, as bytes. */
public final class InsightCodec implements Codec<Insight> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Insight insight, DataOutput out) throws IOException {
        out.writeBoolean(insight.value().isPresent());
        if (insight.value().isPresent()) {
            write(insight.value().get(), out);
        }
        out.writeBoolean(insight.cluster().isPresent());
        if (insight.cluster().isPresent()) {
            write(insight.cluster().get(), out);
        }
        out.writeBoolean(insight.churn().isPresent());
        if (insight.churn().isPresent()) {
            write(insight.churn().get(), out);
        }
    }

    @Override
    public Insight read(int version, DataInput in) throws IOException {
        return new Insight(
                in.readBoolean() ? Optional.of(readValue(in)) : Optional.empty(),
                in.readBoolean() ? Optional.of(readCluster(in)) : Optional.empty(),
                in.readBoolean() ? Optional.of(readChurn(in)) : Optional.empty());
    }

    private static void write(CustomerValue value, DataOutput out) throws IOException {
        ValueEstimate estimate = value.estimate();
        out.writeDouble(estimate.probabilityAlive());
        out.writeDouble(estimate.ordersIn30());
        out.writeDouble(estimate.ordersIn90());
        out.writeDouble(estimate.ordersIn365());
        out.writeDouble(estimate.orderValue());
        writeSigned(estimate.lifetimeValue(), out);
        out.writeDouble(estimate.probabilityOfSilence());
        out.writeBoolean(value.vip());
        writeUnsigned(value.modelVersion(), out);
    }

    private static CustomerValue readValue(DataInput in) throws IOException {
        return new CustomerValue(
                new ValueEstimate(
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        readSigned(in),
                        in.readDouble()),
                in.readBoolean(),
                readUnsigned(in));
    }

    private static void write(CustomerCluster cluster, DataOutput out) throws IOException {
        writeUnsigned(cluster.id(), out);
        out.writeUTF(cluster.name());
        writeUnsigned(cluster.modelVersion(), out);
    }

    private static CustomerCluster readCluster(DataInput in) throws IOException {
        return new CustomerCluster(
                Math.toIntExact(readUnsigned(in)), in.readUTF(), readUnsigned(in));
    }

    private static void write(ChurnPrediction churn, DataOutput out) throws IOException {
        out.writeDouble(churn.risk());
        out.writeUTF(churn.band().name());
        out.writeUTF(churn.champion().name());
        writeUnsigned(churn.reasons().size(), out);
        for (Reason reason : churn.reasons()) {
            out.writeUTF(reason.text());
            out.writeDouble(reason.contribution());
        }
    }

    private static ChurnPrediction readChurn(DataInput in) throws IOException {
        double risk = in.readDouble();
        RiskBand band = RiskBand.valueOf(in.readUTF());
        Candidate champion = Candidate.valueOf(in.readUTF());
        List<Reason> reasons = new ArrayList<>();
        for (long left = readUnsigned(in); left > 0; left--) {
            reasons.add(new Reason(in.readUTF(), in.readDouble()));
        }
        return new ChurnPrediction(risk, band, champion, reasons);
    }
}
