package io.clientele.job.pattern;

import io.clientele.analytics.codec.Codec;
import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.RuleInput;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** What Flink CEP's operator keeps in its state: an event with no field but its amount. */
final class RuleInputCodec implements Codec<RuleInput> {

    private static final String AMOUNT = "amount";

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
    }

    @Override
    public RuleInput read(int version, DataInput in) throws IOException {
        CustomerView customer = CustomerView.unknown(in.readUTF());
        String name = in.readUTF();
        long time = in.readLong();
        String id = in.readUTF();
        Map<String, Object> fields = in.readBoolean() ? Map.of(AMOUNT, in.readDouble()) : Map.of();
        return new RuleInput(new RuleEvent(name, time, id, fields), customer);
    }
}
