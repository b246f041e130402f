package io.clientele.quickstart.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.event.Refusal.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The purchases of CDNOW's cohort (Fader and Hardie): each line is one order of its day. The files
 * are sorted by customer, so all is read before the first order is given.
 */
final class CdnowSource implements RecordSource {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern DAY = Pattern.compile("[0-9]{8}");

    private final LineReader lines;
    private final String prefix;
    private final int columns;
    private final BoundedBytes line = new BoundedBytes();
    private final BoundedBytes json = new BoundedBytes();
    private final List<Purchase> purchases = new ArrayList<>();
    private int given;
    private boolean read;
    private long linesRead;
    private long blank;
    private long wrong;

    private record Purchase(
            LocalDate day, long line, String customer, BigDecimal units, BigDecimal dollars) {}

    private CdnowSource(LineReader lines, String prefix, int columns) {
        this.lines = lines;
        this.prefix = prefix;
        this.columns = columns;
    }

    /** Customer, date, CDs, dollars. */
    static CdnowSource master(LineReader lines) {
        return new CdnowSource(lines, "cdnow-", 4);
    }

    /** Customer's id in the master file, id in the sample, date, CDs, dollars. */
    static CdnowSource sample(LineReader lines) {
        return new CdnowSource(lines, "cdnow-sample-", 5);
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        while (!read) {
            if (!lines.read(line)) {
                purchases.sort(
                        Comparator.comparing(Purchase::day).thenComparingLong(Purchase::line));
                read = true;
            } else if (line.isBlank()) {
                blank++;
            } else {
                Optional<FileRecord> refused = take();
                if (refused.isPresent()) {
                    return refused;
                }
            }
        }
        return given < purchases.size() ? Optional.of(order(given++)) : Optional.empty();
    }

    /** Takes a line as a purchase, or refuses it. */
    private Optional<FileRecord> take() {
        long number = lines.lineNumber();
        if (!line.whole()) {
            linesRead++;
            wrong++;
            return Optional.of(FileRecord.of(line, number));
        }
        String text = new String(line.toByteArray(), StandardCharsets.UTF_8).strip();
        String[] fields = SPACES.split(text);
        if (number == 1 && isHeader(fields)) {
            return Optional.empty();
        }
        linesRead++;
        if (fields.length != columns) {
            return refuse(
                    Reason.NOT_JSON,
                    "",
                    "the line has %d fields, expected %d".formatted(fields.length, columns));
        }
        String dateText = fields[columns - 3];
        Optional<LocalDate> day = day(dateText);
        if (day.isEmpty()) {
            return refuse(
                    Reason.INVALID_TIMESTAMP,
                    "date",
                    "\"%s\", expected a day such as 19970131".formatted(dateText));
        }
        Optional<BigDecimal> units = PlainNumber.of(fields[columns - 2]);
        if (units.isEmpty()) {
            return refuse(
                    Reason.INVALID_QUANTITY,
                    "number_of_cds",
                    "\"%s\", expected a number".formatted(fields[columns - 2]));
        }
        Optional<BigDecimal> dollars = PlainNumber.of(fields[columns - 1]);
        if (dollars.isEmpty()) {
            return refuse(
                    Reason.INVALID_AMOUNT,
                    "dollar_value",
                    "\"%s\", expected a number".formatted(fields[columns - 1]));
        }
        purchases.add(
                new Purchase(
                        day.orElseThrow(),
                        number,
                        fields[0],
                        units.orElseThrow(),
                        dollars.orElseThrow()));
        return Optional.empty();
    }

    /** The names of the columns have no digit at all. */
    private static boolean isHeader(String[] fields) {
        for (String field : fields) {
            if (field.chars().anyMatch(Character::isDigit)) {
                return false;
            }
        }
        return true;
    }

    private Optional<FileRecord> refuse(Reason reason, String field, String message) {
        wrong++;
        return Optional.of(
                FileRecord.refused(line, lines.lineNumber(), new Refusal(reason, field, message)));
    }

    private static Optional<LocalDate> day(String text) {
        if (!DAY.matcher(text).matches()) {
            return Optional.empty();
        }
        int day = Integer.parseInt(text);
        try {
            return Optional.of(LocalDate.of(day / 10_000, day / 100 % 100, day % 100));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private FileRecord order(int index) throws IOException {
        Purchase purchase = purchases.get(index);
        json.clear();
        try (JsonGenerator out = JSON.createGenerator(json)) {
            out.writeStartObject();
            out.writeStringField("messageId", prefix + purchase.line());
            out.writeStringField("type", "track");
            out.writeStringField("event", "Order Completed");
            out.writeStringField("userId", purchase.customer());
            out.writeStringField("timestamp", purchase.day() + "T00:00:00Z");
            out.writeObjectFieldStart("properties");
            out.writeStringField("order_id", prefix + purchase.line());
            out.writeStringField("currency", "USD");
            out.writeFieldName("total");
            out.writeNumber(purchase.dollars().toPlainString());
            if (purchase.units().signum() > 0) {
                // Without a price: the amount stays the total.
                out.writeArrayFieldStart("products");
                out.writeStartObject();
                out.writeFieldName("quantity");
                out.writeNumber(purchase.units().toPlainString());
                out.writeEndObject();
                out.writeEndArray();
            }
            out.writeEndObject();
            out.writeEndObject();
        }
        return FileRecord.of(json, purchase.line());
    }

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("lines_read", linesRead);
        counts.put("blank_lines", blank);
        counts.put("wrong_lines", wrong);
        counts.put("records", wrong + given);
        return counts;
    }

    @Override
    public Optional<Double> given() {
        return Optional.of(read ? (double) given / Math.max(purchases.size(), 1) : 0.0);
    }
}
