package io.clientele.quickstart.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.event.Refusal.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The invoice lines of UCI Online Retail and Online Retail II. The lines of one invoice, wherever
 * they stand, are one event at their earliest time; all is read before the first is given.
 *
 * <p>An invoice belongs to the first customer that one of its lines names. (In the published files
 * no invoice names two; an invoice is one event, so it is not torn apart for that, but counted.)
 */
final class OnlineRetailSource implements RecordSource {
    private static final JsonFactory JSON = new JsonFactory();

    /** How exports of data frames write that there is nothing. */
    private static final Set<String> NO_CUSTOMER = Set.of("", "NA", "NaN", "nan", "NULL", "null");

    private final CsvReader rows;
    private final InvoiceColumns columns;
    private final Map<String, String> texts = new HashMap<>();
    private final BoundedBytes json = new BoundedBytes();

    private Map<String, Invoice> byNumber = new HashMap<>();
    private Invoice[] invoices = new Invoice[0];
    private int given;
    private boolean read;

    private String lastDate = "";
    private OptionalLong lastTime = OptionalLong.empty();

    private long linesRead;
    private long priceOrQuantity;
    private long adjustments;
    private long wrong;
    private long severalCustomers;

    OnlineRetailSource(LineReader lines) throws IOException {
        rows = new CsvReader(lines);
        columns = InvoiceColumns.of(rows.next());
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        while (!read) {
            Optional<TableRow> row = rows.next();
            if (row.isEmpty()) {
                arrange();
            } else {
                linesRead++;
                Optional<FileRecord> refused = take(row.get());
                if (refused.isPresent()) {
                    wrong++;
                    return refused;
                }
            }
        }
        if (given == invoices.length) {
            return Optional.empty();
        }
        Invoice invoice = invoices[given];
        invoices[given++] = null;
        return Optional.of(event(invoice));
    }

    private void arrange() {
        invoices = byNumber.values().toArray(new Invoice[0]);
        byNumber = Map.of();
        Arrays.sort(
                invoices,
                Comparator.comparingLong(Invoice::time).thenComparingLong(Invoice::firstLine));
        read = true;
    }

    /** Adds a row to its invoice, leaves it out, or refuses it. */
    private Optional<FileRecord> take(TableRow row) throws IOException {
        if (row instanceof TableRow.Malformed malformed) {
            return Optional.of(malformed.record());
        }
        TableRow.Fields line = (TableRow.Fields) row;
        List<String> fields = line.fields();
        if (fields.size() != columns.count()) {
            String message =
                    "the line has %d fields, expected %d".formatted(fields.size(), columns.count());
            return refuse(line, Reason.NOT_JSON, "", message);
        }
        String number = fields.get(columns.invoice()).strip();
        if (number.isEmpty()) {
            return refuse(line, Reason.INVALID_IDENTITY, "InvoiceNo", "empty, expected a number");
        }
        if (number.startsWith("A")) {
            adjustments++;
            return Optional.empty();
        }
        String quantityText = fields.get(columns.quantity());
        Optional<BigDecimal> quantity = PlainNumber.of(quantityText);
        if (quantity.isEmpty()) {
            String message = "\"%s\", expected a number".formatted(quantityText);
            return refuse(line, Reason.INVALID_QUANTITY, "Quantity", message);
        }
        String priceText = fields.get(columns.price());
        Optional<BigDecimal> price = PlainNumber.of(priceText);
        if (price.isEmpty()) {
            String message = "\"%s\", expected a number".formatted(priceText);
            return refuse(line, Reason.INVALID_AMOUNT, "UnitPrice", message);
        }
        String date = fields.get(columns.date()).strip();
        OptionalLong time = time(date);
        if (time.isEmpty()) {
            String message = "\"%s\", expected a time such as 2010-12-01T08:26:00".formatted(date);
            return refuse(line, Reason.INVALID_TIMESTAMP, "InvoiceDate", message);
        }
        boolean cancellation = number.startsWith("C");
        if (price.get().signum() <= 0 || (!cancellation && quantity.get().signum() <= 0)) {
            priceOrQuantity++;
            return Optional.empty();
        }
        Invoice invoice = invoice(number, row.line(), time.getAsLong(), fields);
        invoice.add(
                new Invoice.Line(
                        fields.get(columns.stockCode()).strip(),
                        fields.get(columns.description()).strip(),
                        quantity.get(),
                        price.get()));
        return Optional.empty();
    }

    private Invoice invoice(String number, long line, long time, List<String> fields) {
        String customer = shared(customer(fields.get(columns.customer())));
        Invoice invoice = byNumber.get(number);
        if (invoice == null) {
            String country = shared(fields.get(columns.country()).strip());
            invoice = new Invoice(number, line, customer, country, time);
            byNumber.put(number, invoice);
            return invoice;
        }
        invoice.time = Math.min(invoice.time, time);
        if (invoice.customer.isEmpty()) {
            invoice.customer = customer;
        } else if (!customer.isEmpty() && !customer.equals(invoice.customer)) {
            if (!invoice.severalCustomers) {
                severalCustomers++;
            }
            invoice.severalCustomers = true;
        }
        return invoice;
    }

    private Optional<FileRecord> refuse(
            TableRow.Fields row, Reason reason, String field, String message) {
        return Optional.of(TableRows.refused(row, new Refusal(reason, field, message)));
    }

    private OptionalLong time(String date) {
        if (!date.equals(lastDate)) {
            lastDate = date;
            lastTime = InvoiceDate.of(date);
        }
        return lastTime;
    }

    /** A customer's number as it was before a data frame took it for a decimal. */
    private static String customer(String field) {
        String customer = field.strip();
        if (NO_CUSTOMER.contains(customer)) {
            return "";
        }
        return customer.endsWith(".0") ? customer.substring(0, customer.length() - 2) : customer;
    }

    private String shared(String text) {
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    private FileRecord event(Invoice invoice) throws IOException {
        boolean cancellation = invoice.isCancellation();
        json.clear();
        try (JsonGenerator out = JSON.createGenerator(json)) {
            out.writeStartObject();
            out.writeStringField("messageId", "online-retail-" + invoice.number);
            out.writeStringField("type", "track");
            out.writeStringField("event", cancellation ? "Order Refunded" : "Order Completed");
            if (invoice.customer.isEmpty()) {
                out.writeStringField("anonymousId", "invoice-" + invoice.number);
            } else {
                out.writeStringField("userId", invoice.customer);
            }
            out.writeStringField("timestamp", Instant.ofEpochMilli(invoice.time).toString());
            out.writeObjectFieldStart("properties");
            out.writeStringField("order_id", invoice.number);
            out.writeStringField("currency", "GBP");
            if (!invoice.country.isEmpty()) {
                out.writeStringField("country", invoice.country);
            }
            if (cancellation) {
                out.writeFieldName("total");
                out.writeNumber(total(invoice).toPlainString());
            }
            out.writeArrayFieldStart("products");
            PackedTexts.Reader lines = invoice.lines();
            while (lines.hasMore()) {
                product(Invoice.read(lines), out);
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
        }
        return FileRecord.of(json, invoice.firstLine);
    }

    private static void product(Invoice.Line line, JsonGenerator out) throws IOException {
        if (line.quantity().signum() == 0) {
            return; // only in a cancellation, where it is worth nothing and no valid product
        }
        out.writeStartObject();
        if (!line.stockCode().isEmpty()) {
            out.writeStringField("product_id", line.stockCode());
            out.writeStringField("sku", line.stockCode());
        }
        if (!line.description().isEmpty()) {
            out.writeStringField("name", line.description());
        }
        out.writeFieldName("price");
        out.writeNumber(line.price().toPlainString());
        out.writeFieldName("quantity");
        out.writeNumber(line.quantity().abs().toPlainString());
        out.writeEndObject();
    }

    private static BigDecimal total(Invoice invoice) throws IOException {
        BigDecimal total = BigDecimal.ZERO;
        PackedTexts.Reader lines = invoice.lines();
        while (lines.hasMore()) {
            Invoice.Line line = Invoice.read(lines);
            total = total.add(line.quantity().multiply(line.price()).abs());
        }
        return total;
    }

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("lines_read", linesRead);
        counts.put("left_out_price_or_quantity", priceOrQuantity);
        counts.put("left_out_adjustments", adjustments);
        counts.put("wrong_lines", wrong);
        counts.put("invoices", (long) (read ? invoices.length : byNumber.size()));
        counts.put("invoices_with_several_customers", severalCustomers);
        counts.put("records", wrong + given);
        return counts;
    }

    @Override
    public Optional<Double> given() {
        return Optional.of(read ? (double) given / Math.max(invoices.length, 1) : 0.0);
    }
}
