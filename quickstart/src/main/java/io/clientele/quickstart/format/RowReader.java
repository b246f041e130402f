package io.clientele.quickstart.format;

import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.event.Refusal.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads rows by a mapping. Not safe for use by several threads. */
final class RowReader {
    /** How exports of data frames and databases write that there is nothing. */
    private static final Set<String> NOTHING =
            Set.of("", "NA", "N/A", "NaN", "nan", "NULL", "null", "None", "\\N", "<NA>", "NaT");

    private static final Pattern WHOLE = Pattern.compile("([0-9]+)\\.0+");

    private final TableMapping mapping;
    private final TimeReader times;
    private List<String> fields = List.of();

    /** A field that cannot be read. */
    private static final class UnreadableField extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        UnreadableField(Reason reason, String field, String message) {
            super(message, null, false, false);
            refusal = new Refusal(reason, field, message);
        }
    }

    RowReader(TableMapping mapping) {
        this.mapping = mapping;
        this.times = new TimeReader(mapping.times());
    }

    /** What a row means. */
    RowMeaning read(TableRow.Fields row) {
        fields = row.fields();
        if (fields.stream().allMatch(String::isBlank)) {
            return new RowMeaning.Blank();
        }
        int expected = mapping.names().size();
        if (fields.size() < expected
                || !fields.subList(expected, fields.size()).stream().allMatch(String::isBlank)) {
            return new RowMeaning.Refused(
                    new Refusal(
                            Reason.NOT_JSON,
                            "",
                            "the row has %d fields, expected %d"
                                    .formatted(fields.size(), expected)));
        }
        for (ColumnCondition condition : mapping.leftOut()) {
            if (holds(condition)) {
                return new RowMeaning.LeftOut(condition.condition());
            }
        }
        try {
            return line();
        } catch (UnreadableField unreadable) {
            return new RowMeaning.Refused(unreadable.refusal);
        }
    }

    private RowMeaning.Line line() throws UnreadableField {
        String order = identifier(ColumnRole.ORDER);
        if (mapping.has(ColumnRole.ORDER) && order.isEmpty()) {
            throw wrong(Reason.INVALID_IDENTITY, ColumnRole.ORDER, "an order's number");
        }
        Optional<BigDecimal> amount = number(ColumnRole.AMOUNT, Reason.INVALID_AMOUNT);
        Optional<BigDecimal> price = number(ColumnRole.PRICE, Reason.INVALID_AMOUNT);
        Optional<BigDecimal> quantity = number(ColumnRole.QUANTITY, Reason.INVALID_QUANTITY);
        if (price.isPresent()) {
            if (mapping.has(ColumnRole.QUANTITY) && quantity.isEmpty()) {
                throw wrong(Reason.INVALID_QUANTITY, ColumnRole.QUANTITY, "a number");
            }
            amount = Optional.of(price.get().multiply(quantity.orElse(BigDecimal.ONE)));
        }
        if (amount.isEmpty() && !mapping.has(ColumnRole.TOTAL)) {
            ColumnRole role = mapping.has(ColumnRole.PRICE) ? ColumnRole.PRICE : ColumnRole.AMOUNT;
            throw wrong(Reason.INVALID_AMOUNT, role, "a number");
        }
        boolean refund = false;
        for (ColumnCondition condition : mapping.refunds()) {
            refund |= holds(condition);
        }
        return new RowMeaning.Line(
                order,
                identifier(ColumnRole.CUSTOMER),
                time(),
                refund,
                amount,
                number(ColumnRole.TOTAL, Reason.INVALID_AMOUNT),
                number(ColumnRole.REFUNDED, Reason.INVALID_AMOUNT),
                price,
                quantity,
                currency(),
                text(ColumnRole.PRODUCT),
                text(ColumnRole.NAME),
                text(ColumnRole.CATEGORY));
    }

    private boolean holds(ColumnCondition at) {
        RowCondition condition = at.condition();
        if (at.column() == ColumnCondition.LINE_AMOUNT) {
            return condition.holds(lineAmount());
        }
        return condition.comparesNumbers()
                ? condition.holds(number(at.column()))
                : condition.holds(fields.get(at.column()));
    }

    /** What the row comes to, or the order; empty if that cannot be read. */
    private Optional<BigDecimal> lineAmount() {
        for (ColumnRole role : List.of(ColumnRole.AMOUNT, ColumnRole.TOTAL)) {
            if (mapping.has(role)) {
                return number(mapping.columns().get(role));
            }
        }
        Optional<BigDecimal> price = number(mapping.columns().get(ColumnRole.PRICE));
        return mapping.has(ColumnRole.QUANTITY)
                ? number(mapping.columns().get(ColumnRole.QUANTITY))
                        .flatMap(quantity -> price.map(quantity::multiply))
                : price;
    }

    private Optional<BigDecimal> number(int column) {
        return mapping.markOf(column).read(fields.get(column)).map(DecimalMark.Written::value);
    }

    private Optional<BigDecimal> number(ColumnRole role, Reason reason) throws UnreadableField {
        String text = text(role);
        if (NOTHING.contains(text)) {
            return Optional.empty();
        }
        Optional<BigDecimal> number = number(mapping.columns().get(role));
        if (number.isEmpty()) {
            DecimalMark mark = mapping.markOf(mapping.columns().get(role));
            throw wrong(
                    reason,
                    role,
                    mark == DecimalMark.POINT
                            ? "a number such as 1,234.50"
                            : "a number such as 1.234,50");
        }
        return number;
    }

    private OptionalLong time() throws UnreadableField {
        String text = text(ColumnRole.TIME);
        if (NOTHING.contains(text)) {
            if (!mapping.has(ColumnRole.ORDER)) {
                throw wrong(Reason.INVALID_TIMESTAMP, ColumnRole.TIME, "a time");
            }
            return OptionalLong.empty();
        }
        String clock = text(ColumnRole.CLOCK);
        OptionalLong time = times.read(clock.isEmpty() ? text : text + " " + clock);
        if (time.isEmpty()) {
            throw wrong(Reason.INVALID_TIMESTAMP, ColumnRole.TIME, mapping.times().expected());
        }
        return time;
    }

    private String currency() {
        String named = text(ColumnRole.CURRENCY);
        if (!NOTHING.contains(named)) {
            return DecimalMark.currency(named);
        }
        if (!mapping.amountsIn().isEmpty()) {
            return mapping.amountsIn();
        }
        for (ColumnRole role : List.of(ColumnRole.AMOUNT, ColumnRole.TOTAL, ColumnRole.PRICE)) {
            if (mapping.has(role)) {
                int column = mapping.columns().get(role);
                return mapping.markOf(column)
                        .read(fields.get(column))
                        .map(DecimalMark.Written::currency)
                        .orElse("");
            }
        }
        return "";
    }

    /** An identifier as it was before a data frame took it for a decimal. */
    private String identifier(ColumnRole role) {
        String text = text(role);
        if (NOTHING.contains(text)) {
            return "";
        }
        var whole = WHOLE.matcher(text);
        return whole.matches() ? whole.group(1) : text;
    }

    private String text(ColumnRole role) {
        return mapping.has(role) ? fields.get(mapping.columns().get(role)).strip() : "";
    }

    private UnreadableField wrong(Reason reason, ColumnRole role, String expected) {
        String text = text(role);
        return new UnreadableField(
                reason,
                mapping.nameOf(role),
                text.isEmpty()
                        ? "empty, expected " + expected
                        : "\"%s\", expected %s".formatted(shown(text), expected));
    }

    private static String shown(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }
}
