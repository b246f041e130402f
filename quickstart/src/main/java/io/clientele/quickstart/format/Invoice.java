package io.clientele.quickstart.format;

import io.clientele.analytics.codec.VarInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of one invoice, wherever they stand. Lines are kept as bytes: there are millions. */
final class Invoice {
    final String number;
    final long firstLine;
    String customer;
    String country;
    long time;
    boolean severalCustomers;
    private byte[] bytes = new byte[0];
    private int size;

    /** One line, with the numbers as the file has them. */
    record Line(String stockCode, String description, BigDecimal quantity, BigDecimal price) {}

    /** Writes lines, for all invoices. */
    static final class Writer {
        private final ByteArrayOutputStream scratch = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(scratch);

        void add(Line line, Invoice invoice) throws IOException {
            scratch.reset();
            text(line.stockCode());
            text(line.description());
            text(line.quantity().toPlainString());
            text(line.price().toPlainString());
            invoice.append(scratch.toByteArray());
        }

        private void text(String text) throws IOException {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            VarInt.writeUnsigned(utf8.length, out);
            out.write(utf8);
        }
    }

    Invoice(String number, long firstLine, String customer, String country, long time) {
        this.number = number;
        this.firstLine = firstLine;
        this.customer = customer;
        this.country = country;
        this.time = time;
    }

    /** Takes back what was ordered before. */
    boolean isCancellation() {
        return number.startsWith("C");
    }

    long time() {
        return time;
    }

    long firstLine() {
        return firstLine;
    }

    /** Reads the lines in the order of the file; {@link #hasMore} says whether there is one. */
    DataInputStream lines() {
        return new DataInputStream(new ByteArrayInputStream(bytes, 0, size));
    }

    static boolean hasMore(DataInputStream lines) throws IOException {
        return lines.available() > 0;
    }

    static Line read(DataInputStream lines) throws IOException {
        return new Line(
                text(lines), text(lines), new BigDecimal(text(lines)), new BigDecimal(text(lines)));
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] utf8 = in.readNBytes(Math.toIntExact(VarInt.readUnsigned(in)));
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private void append(byte[] line) {
        if (size + line.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, size == 0 ? line.length : (size + line.length) * 3 / 2);
        }
        System.arraycopy(line, 0, bytes, size, line.length);
        size += line.length;
    }
}
