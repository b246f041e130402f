package io.clientele.quickstart.format;

import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.event.Refusal.Reason;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The orders of a table, by a mapping. The lines of one order, wherever they stand, are one event
 * at their earliest time; what was refunded of it is one event a day. All is read before the first
 * is given.
 */
final class TableSource implements RecordSource {
    private final TableRows rows;
    private final TableMapping mapping;
    private final RowReader reader;
    private final BoundedBytes json = new BoundedBytes();
    private final Map<String, Long> leftOut = new LinkedHashMap<>();

    private Map<Part, TableOrder> byPart = new HashMap<>();
    private List<TableOrder> orders = new ArrayList<>();
    private List<FileRecord> events = new ArrayList<>();
    private int given;
    private int written;
    private boolean read;

    private long linesRead;
    private long blank;
    private long wrong;
    private long completed;
    private long refunds;
    private long belowZero;
    private long severalCustomers;

    /**
     * An order, or what was refunded of it on a day.
     *
     * @param day of a refund; empty for an order, and for a refund that does not say it
     */
    private record Part(String order, boolean refund, Optional<LocalDate> day) {}

    TableSource(TableRows rows, TableMapping mapping) throws IOException {
        this.rows = rows;
        this.mapping = mapping;
        this.reader = new RowReader(mapping);
        for (ColumnCondition condition : mapping.leftOut()) {
            leftOut.put("left_out: " + condition.condition(), 0L);
        }
        for (int row = 0; row < mapping.headerRow(); row++) {
            rows.next();
        }
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        while (!read) {
            Optional<TableRow> row = rows.next();
            if (row.isEmpty()) {
                arrange();
            } else {
                Optional<FileRecord> refused = take(row.get());
                if (refused.isPresent()) {
                    wrong++;
                    return refused;
                }
            }
        }
        if (written == events.size() && given < orders.size()) {
            events.clear();
            written = 0;
            TableOrder order = orders.set(given++, null);
            addEvents(order);
        }
        return written < events.size() ? Optional.of(events.get(written++)) : Optional.empty();
    }

    /** Adds a row to its order, leaves it out, or refuses it. */
    private Optional<FileRecord> take(TableRow row) throws IOException {
        if (row instanceof TableRow.Malformed malformed) {
            linesRead++;
            return Optional.of(malformed.record());
        }
        TableRow.Fields fields = (TableRow.Fields) row;
        RowMeaning meaning = reader.read(fields);
        if (meaning instanceof RowMeaning.Blank) {
            blank++;
            return Optional.empty();
        }
        linesRead++;
        if (meaning instanceof RowMeaning.LeftOut out) {
            leftOut.merge("left_out: " + out.why(), 1L, Long::sum);
        } else if (meaning instanceof RowMeaning.Refused refused) {
            return Optional.of(TableRows.refused(fields, refused.why()));
        } else if (meaning instanceof RowMeaning.Line line) {
            return add(line, fields);
        }
        return Optional.empty();
    }

    private Optional<FileRecord> add(RowMeaning.Line line, TableRow.Fields row) throws IOException {
        TableOrder order = order(line, row);
        String first = order.currency();
        if (!first.isEmpty() && !line.currency().isEmpty() && !line.currency().equals(first)) {
            return Optional.of(
                    TableRows.refused(
                            row,
                            new Refusal(
                                    Reason.UNKNOWN_CURRENCY,
                                    mapping.nameOf(ColumnRole.CURRENCY),
                                    "\"%s\", expected %s as in line %d of the same order"
                                            .formatted(
                                                    line.currency(), first, order.firstLine()))));
        }
        order.add(line);
        return Optional.empty();
    }

    private TableOrder order(RowMeaning.Line line, TableRow.Fields row) {
        if (!mapping.has(ColumnRole.ORDER)) {
            TableOrder alone =
                    new TableOrder(
                            "%s:%d".formatted(mapping.prefix(), row.line()),
                            line.refund(),
                            row.line(),
                            "");
            orders.add(alone);
            return alone;
        }
        Part part =
                new Part(
                        line.order(),
                        line.refund(),
                        line.refund() ? day(line.time()) : Optional.empty());
        TableOrder known = byPart.get(part);
        if (known == null) {
            String text = needsText(line) ? row.text() : "";
            known = new TableOrder(line.order(), line.refund(), row.line(), text);
            byPart.put(part, known);
            orders.add(known);
        }
        return known;
    }

    /** Whether the order may have to be refused when all of its lines are known. */
    private boolean needsText(RowMeaning.Line line) {
        return line.time().isEmpty() || (mapping.has(ColumnRole.TOTAL) && line.total().isEmpty());
    }

    private Optional<LocalDate> day(OptionalLong time) {
        return time.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Instant.ofEpochMilli(time.getAsLong())
                                .atZone(mapping.times().zone())
                                .toLocalDate());
    }

    private void arrange() {
        for (TableOrder order : orders) {
            if (order.time().isEmpty()) {
                TableOrder sale = byPart.get(new Part(order.number(), false, Optional.empty()));
                order.setTime(sale == null ? OptionalLong.empty() : sale.time());
            }
        }
        byPart = Map.of();
        orders.sort(
                Comparator.comparingLong((TableOrder order) -> order.time().orElse(Long.MIN_VALUE))
                        .thenComparingLong(TableOrder::firstLine));
        read = true;
    }

    private void addEvents(TableOrder order) throws IOException {
        if (order.time().isEmpty()) {
            refuse(order, Reason.INVALID_TIMESTAMP, ColumnRole.TIME, "a time");
            return;
        }
        if (!order.hasTotal() && mapping.has(ColumnRole.TOTAL)) {
            refuse(order, Reason.INVALID_AMOUNT, ColumnRole.TOTAL, "a number");
            return;
        }
        severalCustomers += order.hasSeveralCustomers() ? 1 : 0;
        belowZero += order.isBelowZero() ? 1 : 0;
        String anonymous = "order-" + order.number();
        if (order.isRefund()) {
            String day = day(order.time()).orElseThrow().toString();
            order.write("refund-%s-%s".formatted(order.number(), day), anonymous, json);
            refunds++;
        } else {
            order.write("order-" + order.number(), anonymous, json);
            completed++;
        }
        events.add(FileRecord.of(json, order.firstLine()));
        if (order.refunded().isPresent() && !order.isRefund()) {
            order.writeRefunded("refunded-" + order.number(), anonymous, json);
            events.add(FileRecord.of(json, order.firstLine()));
            refunds++;
        }
    }

    private void refuse(TableOrder order, Reason reason, ColumnRole role, String expected) {
        wrong++;
        String message =
                "empty in every row of order %s, expected %s".formatted(order.number(), expected);
        events.add(
                TableRows.refused(
                        order.firstLine(),
                        order.firstText(),
                        new Refusal(reason, mapping.nameOf(role), message)));
    }

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("lines_read", linesRead);
        counts.put("blank_lines", blank);
        counts.putAll(leftOut);
        counts.put("wrong_lines", wrong);
        counts.put("orders", completed);
        counts.put("refunds", refunds);
        counts.put("refunds_for_an_amount_below_zero", belowZero);
        counts.put("orders_with_several_customers", severalCustomers);
        counts.put("records", wrong + completed + refunds);
        return counts;
    }

    @Override
    public Optional<Double> given() {
        return Optional.of(read ? (double) given / Math.max(orders.size(), 1) : 0.0);
    }
}
