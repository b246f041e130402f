package io.clientele.job.alert.channel;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertCodec;
import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A message as bytes. */
public final class AlertMessageCodec implements Codec<AlertMessage> {

    private static final AlertCodec ALERT = new AlertCodec();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(AlertMessage message, DataOutput out) throws IOException {
        out.writeUTF(message.key());
        writeUnsigned(message.alerts().size(), out);
        for (Alert alert : message.alerts()) {
            ALERT.write(alert, out);
        }
    }

    @Override
    public AlertMessage read(int version, DataInput in) throws IOException {
        String key = in.readUTF();
        List<Alert> alerts = new ArrayList<>();
        for (long left = readUnsigned(in); left > 0; left--) {
            alerts.add(ALERT.read(1, in));
        }
        return new AlertMessage(key, alerts);
    }
}
