package io.clientele.analytics.model;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.StandingCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** A panel as of the last day's end as bytes, within what holds it. */
final class PanelCodec {

    private static final StandingCodec STANDING = new StandingCodec();

    private PanelCodec() {}

    static void write(Panel panel, DataOutput out) throws IOException {
        out.writeLong(panel.threshold);
        out.writeLong(panel.endedDay);
        writeUnsigned(panel.members.size(), out);
        for (Map.Entry<String, Standing> member : panel.members.entrySet()) {
            out.writeUTF(member.getKey());
            STANDING.write(member.getValue(), out);
        }
    }

    static void readInto(Panel panel, DataInput in) throws IOException {
        panel.threshold = in.readLong();
        panel.endedDay = in.readLong();
        for (long members = readUnsigned(in); members > 0; members--) {
            String customer = in.readUTF();
            panel.members.put(customer, STANDING.read(STANDING.version(), in));
        }
    }
}
