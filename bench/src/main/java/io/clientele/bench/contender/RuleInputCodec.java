package io.clientele.bench.contender;

import io.clientele.analytics.codec.Codec;
import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.RuleInput;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What Flink CEP keeps of an event: no more than the measured rules read. */
final class RuleInputCodec implements Codec<RuleInput> {

    private static final String AMOUNT = "amount";
    private static final String PRODUCT = "product_id";

    /** The fields that are kept. */
    static final Set<String> FIELDS = Set.of(AMOUNT, PRODUCT);

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(RuleInput input, DataOutput out) throws IOException {
        RuleEvent event = input.event();
        out.writeUTF(input.customer().customer());
        out.writeUTF(event.name());
        out.writeLong(event.time());
        out.writeUTF(event.id());
        out.writeBoolean(event.fields().containsKey(AMOUNT));
        if (event.fields().get(AMOUNT) instanceof Double amount) {
            out.writeDouble(amount);
        }
        out.writeUTF(event.fields().get(PRODUCT) instanceof String product ? product : "");
    }

    @Override
    public RuleInput read(int version, DataInput in) throws IOException {
        CustomerView customer = CustomerView.unknown(in.readUTF());
        String name = in.readUTF();
        long time = in.readLong();
        String id = in.readUTF();
        Map<String, Object> fields = new HashMap<>();
        if (in.readBoolean()) {
            fields.put(AMOUNT, in.readDouble());
        }
        String product = in.readUTF();
        if (!product.isEmpty()) {
            fields.put(PRODUCT, product);
        }
        return new RuleInput(new RuleEvent(name, time, id, fields), customer);
    }
}
