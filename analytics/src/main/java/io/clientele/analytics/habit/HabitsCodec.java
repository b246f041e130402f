package io.clientele.analytics.habit;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Habits as bytes: sums by their codes, a byte for each that is zero. */
public final class HabitsCodec implements Codec<Habits> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Habits habits, DataOutput out) throws IOException {
        writeUnsigned(habits.sums.length, out);
        for (long sum : habits.sums) {
            // The low half of the squares may have its highest bit set; seven bits at a time it
            // is written all the same.
            writeUnsigned(sum, out);
        }
        boolean begun = habits.firstDay != Long.MAX_VALUE;
        out.writeByte((begun ? 1 : 0) | (habits.hasVisited() ? 2 : 0));
        if (begun) {
            writeSigned(habits.firstDay, out);
        }
        if (habits.hasVisited()) {
            writeSigned(habits.lastVisitDay, out);
        }
        write(habits.country, out);
        write(habits.channel, out);
        write(habits.categories, out);
        write(habits.brands, out);
        write(habits.amounts, out);
        write(habits.gaps, out);
    }

    @Override
    public Habits read(int version, DataInput in) throws IOException {
        Habits habits = new Habits();
        int written = Math.toIntExact(readUnsigned(in));
        for (int code = 0; code < written; code++) {
            habits.sums[code] = readUnsigned(in);
        }
        int extremes = in.readByte();
        if ((extremes & 1) != 0) {
            habits.firstDay = readSigned(in);
        }
        if ((extremes & 2) != 0) {
            habits.lastVisitDay = readSigned(in);
        }
        habits.country = readText(in);
        habits.channel = readText(in);
        read(habits.categories, in);
        read(habits.brands, in);
        read(habits.amounts, in);
        read(habits.gaps, in);
        return habits;
    }

    private static void write(LatestText latest, DataOutput out) throws IOException {
        out.writeUTF(latest.text());
        if (!latest.text().isEmpty()) {
            writeSigned(latest.at(), out);
        }
    }

    private static LatestText readText(DataInput in) throws IOException {
        String text = in.readUTF();
        return text.isEmpty() ? LatestText.NONE : new LatestText(readSigned(in), text);
    }

    private static void write(NamedCounts names, DataOutput out) throws IOException {
        writeUnsigned(names.size, out);
        if (names.size > 0) {
            writeUnsigned(names.total, out);
        }
        for (int i = 0; i < names.size; i++) {
            out.writeInt((int) names.hashes[i]);
            writeUnsigned(names.counts[i], out);
        }
    }

    private static void read(NamedCounts names, DataInput in) throws IOException {
        int size = Math.toIntExact(readUnsigned(in));
        if (size > 0) {
            names.total = readUnsigned(in);
        }
        names.makeRoom(size);
        names.size = size;
        for (int i = 0; i < size; i++) {
            names.hashes[i] = Integer.toUnsignedLong(in.readInt());
            names.counts[i] = readUnsigned(in);
        }
    }

    private static void write(LogHistogram values, DataOutput out) throws IOException {
        writeUnsigned(values.size, out);
        int previous = 0;
        for (int i = 0; i < values.size; i++) {
            writeUnsigned(values.buckets[i] - previous, out);
            writeUnsigned(values.counts[i], out);
            previous = values.buckets[i];
        }
    }

    private static void read(LogHistogram values, DataInput in) throws IOException {
        int bucket = 0;
        for (long left = readUnsigned(in); left > 0; left--) {
            bucket += Math.toIntExact(readUnsigned(in));
            values.add(bucket, readUnsigned(in));
        }
    }
}
