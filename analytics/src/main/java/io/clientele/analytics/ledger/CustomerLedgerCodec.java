package io.clientele.analytics.ledger;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.habit.HabitsCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** A ledger as bytes: every number as short as it is, days as distances from each other. */
public final class CustomerLedgerCodec implements Codec<CustomerLedger> {

    private static final LifetimeCodec LIFETIME = new LifetimeCodec();
    private static final HabitsCodec HABITS = new HabitsCodec();

    /** What the first flags of a ledger say; version 1 knew the alarm's alone. */
    private static final int ALARM = 1;

    private static final int HABITUAL = 2;
    private static final int OWES_NEWS = 4;

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(CustomerLedger ledger, DataOutput out) throws IOException {
        writeSigned(ledger.asOfDay, out);
        boolean alarm = ledger.alarmDay != Long.MAX_VALUE;
        out.writeByte(
                (alarm ? ALARM : 0)
                        | (ledger.habits.isPresent() ? HABITUAL : 0)
                        | (ledger.owesNews ? OWES_NEWS : 0));
        if (alarm) {
            writeSigned(ledger.alarmDay - ledger.asOfDay, out);
        }
        writeSigned(ledger.lastActivityAt, out);
        writeSigned(ledger.firstActivityAt, out);
        writeSigned(ledger.lastActivityAt - ledger.firstOfDayAt, out);
        writeSigned(ledger.lastActivityAt - ledger.firstOrderOfDayAt, out);
        LIFETIME.write(ledger.lifetime, out);
        write(ledger.activeWindows, out);
        write(ledger.activeDays, out);
        write(ledger.orderWindows, out);
        write(ledger.orderDays, out);
        writeUnsigned(ledger.buckets, out);
        long previous = ledger.asOfDay;
        for (int i = ledger.buckets - 1; i >= 0; i--) {
            writeSigned(previous - ledger.bucketDay[i], out);
            writeUnsigned(ledger.bucketOrders[i], out);
            writeSigned(ledger.bucketNet[i], out);
            previous = ledger.bucketDay[i];
        }
        if (ledger.habits.isPresent()) {
            HABITS.write(ledger.habits.get(), out);
        }
    }

    @Override
    public CustomerLedger read(int version, DataInput in) throws IOException {
        CustomerLedger ledger = new CustomerLedger(readSigned(in));
        int flags = in.readByte();
        ledger.owesNews = (flags & OWES_NEWS) != 0;
        if ((flags & ALARM) != 0) {
            ledger.alarmDay = ledger.asOfDay + readSigned(in);
        }
        ledger.lastActivityAt = readSigned(in);
        ledger.firstActivityAt = readSigned(in);
        ledger.firstOfDayAt = ledger.lastActivityAt - readSigned(in);
        ledger.firstOrderOfDayAt = ledger.lastActivityAt - readSigned(in);
        ledger.lifetime = LIFETIME.read(1, in);
        read(ledger.activeWindows, in);
        read(ledger.activeDays, in);
        read(ledger.orderWindows, in);
        read(ledger.orderDays, in);
        int buckets = Math.toIntExact(readUnsigned(in));
        ledger.makeRoom(buckets);
        ledger.buckets = buckets;
        long previous = ledger.asOfDay;
        for (int i = buckets - 1; i >= 0; i--) {
            previous -= readSigned(in);
            ledger.bucketDay[i] = Math.toIntExact(previous);
            ledger.bucketOrders[i] = Math.toIntExact(readUnsigned(in));
            ledger.bucketNet[i] = readSigned(in);
        }
        if ((flags & HABITUAL) != 0) {
            ledger.habits = Optional.of(HABITS.read(1, in));
        }
        return ledger;
    }

    private static void write(PresenceMarks marks, DataOutput out) throws IOException {
        writeUnsigned(marks.count, out);
        long previous = 0;
        for (int i = 0; i < marks.count; i++) {
            writeSigned(marks.periods[i] - previous, out);
            previous = marks.periods[i];
        }
    }

    private static void read(PresenceMarks marks, DataInput in) throws IOException {
        int count = Math.toIntExact(readUnsigned(in));
        marks.makeRoom(count);
        marks.count = count;
        long previous = 0;
        for (int i = 0; i < count; i++) {
            previous += readSigned(in);
            marks.periods[i] = previous;
        }
    }
}
