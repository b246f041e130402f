package io.clientele.job.rfm;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.job.ledger.PopulationStepCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What is kept of a customer's score, as bytes; version 1 had no habits and no VIPs. */
public final class CustomerScoreCodec implements Codec<CustomerScore> {

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(CustomerScore customer, DataOutput out) throws IOException {
        PopulationStepCodec.write(customer.standing, out);
        writeUnsigned(customer.open.size(), out);
        for (Map.Entry<Long, Optional<Standing>> day : customer.open.entrySet()) {
            writeSigned(day.getKey(), out);
            PopulationStepCodec.write(day.getValue(), out);
        }
        RfmScoreCodec.write(customer.score, out);
        out.writeBoolean(customer.group.isPresent());
        if (customer.group.isPresent()) {
            out.writeUTF(customer.group.get().name());
            out.writeBoolean(customer.vip);
            writeSigned(customer.value, out);
        }
    }

    @Override
    public CustomerScore read(int version, DataInput in) throws IOException {
        CustomerScore customer = new CustomerScore();
        customer.standing = PopulationStepCodec.readOptional(version, in);
        for (long days = readUnsigned(in); days > 0; days--) {
            customer.open.put(readSigned(in), PopulationStepCodec.readOptional(version, in));
        }
        customer.score = RfmScoreCodec.read(in);
        if (in.readBoolean()) {
            customer.group = Optional.of(RfmGroup.valueOf(in.readUTF()));
            customer.vip = version > 1 && in.readBoolean();
            customer.value = readSigned(in);
        }
        return customer;
    }
}
