package io.clientele.quickstart.format;

import java.io.IOException;
import java.math.BigDecimal;

/** The lines of one invoice, wherever they stand. */
final class Invoice {
    final String number;
    final long firstLine;
    String customer;
    String country;
    long time;
    boolean severalCustomers;
    private final PackedTexts lines = new PackedTexts();

    /** One line, with the numbers as the file has them. */
    record Line(String stockCode, String description, BigDecimal quantity, BigDecimal price) {}

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

    void add(Line line) throws IOException {
        lines.add(line.stockCode());
        lines.add(line.description());
        lines.add(line.quantity().toPlainString());
        lines.add(line.price().toPlainString());
    }

    /** Reads the lines in the order of the file, each by {@link #read}. */
    PackedTexts.Reader lines() {
        return lines.reader();
    }

    static Line read(PackedTexts.Reader lines) throws IOException {
        return new Line(
                lines.next(),
                lines.next(),
                new BigDecimal(lines.next()),
                new BigDecimal(lines.next()));
    }
}
