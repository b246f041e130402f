package io.clientele.analytics.ledger;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.habit.Habits;
import io.clientele.analytics.habit.HabitsCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A standing as some 30 to 50 bytes, and its habits. */
public final class StandingCodec implements Codec<Standing> {

    private static final LifetimeCodec LIFETIME = new LifetimeCodec();
    private static final HabitsCodec HABITS = new HabitsCodec();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(Standing standing, DataOutput out) throws IOException {
        writeSigned(standing.day(), out);
        LIFETIME.write(standing.lifetime(), out);
        boolean habitual = standing.habits().isPresent();
        writeUnsigned(standing.windows().size() << 1 | (habitual ? 1 : 0), out);
        for (WindowTotals window : standing.windows()) {
            writeUnsigned(window.orders(), out);
            writeSigned(window.net(), out);
        }
        if (habitual) {
            HABITS.write(standing.habits().get(), out);
        }
    }

    @Override
    public Standing read(int version, DataInput in) throws IOException {
        long day = readSigned(in);
        Lifetime lifetime = LIFETIME.read(1, in);
        int written = Math.toIntExact(readUnsigned(in));
        int count = version == 1 ? written : written >>> 1;
        boolean habitual = version > 1 && (written & 1) == 1;
        List<WindowTotals> windows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            windows.add(new WindowTotals(readUnsigned(in), readSigned(in)));
        }
        Optional<Habits> habits =
                habitual ? Optional.of(HABITS.read(1, in)) : Optional.empty();
        return new Standing(day, lifetime, windows, habits);
    }
}
