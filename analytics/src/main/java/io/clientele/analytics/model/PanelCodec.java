package io.clientele.analytics.model;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.StandingCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A panel as bytes, within what holds it. */
final class PanelCodec {

    private static final StandingCodec STANDING = new StandingCodec();

    private PanelCodec() {}

    static void write(Panel panel, DataOutput out) throws IOException {
        out.writeLong(panel.threshold);
        writeUnsigned(panel.members.size(), out);
        for (Map.Entry<String, Standing> member : panel.members.entrySet()) {
            out.writeUTF(member.getKey());
            STANDING.write(member.getValue(), out);
        }
        writeUnsigned(panel.open.size(), out);
        for (Map.Entry<Long, Map<String, Optional<Standing>>> day : panel.open.entrySet()) {
            writeSigned(day.getKey(), out);
            writeUnsigned(day.getValue().size(), out);
            for (Map.Entry<String, Optional<Standing>> change : day.getValue().entrySet()) {
                out.writeUTF(change.getKey());
                out.writeBoolean(change.getValue().isPresent());
                if (change.getValue().isPresent()) {
                    STANDING.write(change.getValue().get(), out);
                }
            }
        }
    }

    static void readInto(Panel panel, DataInput in) throws IOException {
        panel.threshold = in.readLong();
        for (long members = readUnsigned(in); members > 0; members--) {
            String customer = in.readUTF();
            panel.members.put(customer, STANDING.read(STANDING.version(), in));
        }
        for (long days = readUnsigned(in); days > 0; days--) {
            Map<String, Optional<Standing>> changes = new TreeMap<>();
            panel.open.put(readSigned(in), changes);
            for (long customers = readUnsigned(in); customers > 0; customers--) {
                String customer = in.readUTF();
                changes.put(
                        customer,
                        in.readBoolean()
                                ? Optional.of(STANDING.read(STANDING.version(), in))
                                : Optional.empty());
            }
        }
    }
}
