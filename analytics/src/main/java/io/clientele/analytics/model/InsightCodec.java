package io.clientele.analytics.model;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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
    }

    @Override
    public Insight read(int version, DataInput in) throws IOException {
        return new Insight(
                in.readBoolean() ? Optional.of(readValue(in)) : Optional.empty(),
                in.readBoolean() ? Optional.of(readCluster(in)) : Optional.empty());
    }

    private static void write(CustomerValue value, DataOutput out) throws IOException {
        out.writeDouble(value.probabilityAlive());
        out.writeDouble(value.ordersIn30());
        out.writeDouble(value.ordersIn90());
        out.writeDouble(value.ordersIn365());
        out.writeDouble(value.orderValue());
        out.writeDouble(value.lifetimeValue());
        out.writeBoolean(value.vip());
        writeUnsigned(value.modelVersion(), out);
    }

    private static CustomerValue readValue(DataInput in) throws IOException {
        return new CustomerValue(
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
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
}
