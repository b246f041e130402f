package io.clientele.job.alert;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertCodec;
import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A group as bytes. */
public final class AlertGroupCodec implements Codec<AlertGroup> {

    private static final AlertCodec ALERT = new AlertCodec();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(AlertGroup group, DataOutput out) throws IOException {
        writeSigned(group.closes(), out);
        writeUnsigned(group.alerts().size(), out);
        for (Alert alert : group.alerts()) {
            ALERT.write(alert, out);
        }
    }

    @Override
    public AlertGroup read(int version, DataInput in) throws IOException {
        long closes = readSigned(in);
        List<Alert> alerts = new ArrayList<>();
        for (long left = readUnsigned(in); left > 0; left--) {
            alerts.add(ALERT.read(1, in));
        }
        return new AlertGroup(closes, alerts);
    }
}
