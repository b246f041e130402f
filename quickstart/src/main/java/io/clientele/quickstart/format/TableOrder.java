package io.clientele.quickstart.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The lines of one order of a table, wherever they stand, or of what was refunded of it on one day.
 */
final class TableOrder {
    private static final JsonFactory JSON = new JsonFactory();

    private final String number;
    private final boolean refund;
    private final long firstLine;
    private final String firstText;
    private String customer = "";
    private String currency = "";
    private OptionalLong time = OptionalLong.empty();
    private BigDecimal sum = BigDecimal.ZERO;
    private Optional<BigDecimal> total = Optional.empty();
    private Optional<BigDecimal> refunded = Optional.empty();
    private boolean severalCustomers;
    private boolean productsWithPrices = true;
    private boolean anyProduct;
    private final PackedTexts products = new PackedTexts();

    /**
     * An order without lines.
     *
     * @param number its number, that of the shop or made from a line's
     * @param firstText the first line as it is in the file
     */
    TableOrder(String number, boolean refund, long firstLine, String firstText) {
        this.number = number;
        this.refund = refund;
        this.firstLine = firstLine;
        this.firstText = firstText;
    }

    void add(RowMeaning.Line line) throws IOException {
        if (customer.isEmpty()) {
            customer = line.customer();
        } else if (!line.customer().isEmpty() && !line.customer().equals(customer)) {
            severalCustomers = true;
        }
        if (currency.isEmpty()) {
            currency = line.currency();
        }
        if (line.time().isPresent()
                && (time.isEmpty() || line.time().getAsLong() < time.getAsLong())) {
            time = line.time();
        }
        total = total.or(line::total);
        refunded = refunded.or(line::refunded);
        sum = sum.add(line.amount().orElse(BigDecimal.ZERO));
        addProduct(line);
    }

    private void addProduct(RowMeaning.Line line) throws IOException {
        boolean described =
                !line.product().isEmpty()
                        || !line.name().isEmpty()
                        || !line.category().isEmpty()
                        || line.quantity().isPresent();
        BigDecimal quantity = line.quantity().orElse(BigDecimal.ONE);
        boolean priced = line.price().isPresent() && line.price().get().signum() >= 0;
        productsWithPrices &= priced && described && quantity.signum() > 0;
        if (!described || quantity.signum() == 0) {
            return;
        }
        anyProduct = true;
        products.add(line.product());
        products.add(line.name());
        products.add(line.category());
        products.add(line.price().map(BigDecimal::toPlainString).orElse(""));
        products.add(line.quantity().map(BigDecimal::toPlainString).orElse(""));
    }

    String number() {
        return number;
    }

    boolean isRefund() {
        // What is sold for less than nothing is given back.
        return refund || amount().signum() < 0;
    }

    boolean isBelowZero() {
        return !refund && amount().signum() < 0;
    }

    boolean hasSeveralCustomers() {
        return severalCustomers;
    }

    long firstLine() {
        return firstLine;
    }

    String firstText() {
        return firstText;
    }

    String currency() {
        return currency;
    }

    OptionalLong time() {
        return time;
    }

    void setTime(OptionalLong of) {
        time = of;
    }

    boolean hasTotal() {
        return total.isPresent();
    }

    /** What it comes to, exactly; less than nothing for most refunds. */
    BigDecimal amount() {
        return total.orElse(sum);
    }

    /** What was given back of it, more than nothing; empty if nothing was. */
    Optional<BigDecimal> refunded() {
        return refunded.map(BigDecimal::abs).filter(amount -> amount.signum() > 0);
    }

    /** The event as track JSON. */
    void write(String messageId, String anonymousId, BoundedBytes to) throws IOException {
        boolean asRefund = isRefund();
        write(
                messageId,
                asRefund ? "Order Refunded" : "Order Completed",
                anonymousId,
                asRefund ? amount().abs() : amount(),
                true,
                to);
    }

    /** What was given back of it, as an event of its own. */
    void writeRefunded(String messageId, String anonymousId, BoundedBytes to) throws IOException {
        write(
                messageId,
                "Order Refunded",
                anonymousId,
                refunded().orElse(BigDecimal.ZERO),
                false,
                to);
    }

    private void write(
            String messageId,
            String event,
            String anonymousId,
            BigDecimal amount,
            boolean withProducts,
            BoundedBytes to)
            throws IOException {
        to.clear();
        try (JsonGenerator out = JSON.createGenerator(to)) {
            out.writeStartObject();
            out.writeStringField("messageId", messageId);
            out.writeStringField("type", "track");
            out.writeStringField("event", event);
            if (customer.isEmpty()) {
                out.writeStringField("anonymousId", anonymousId);
            } else {
                out.writeStringField("userId", customer);
            }
            out.writeStringField("timestamp", Instant.ofEpochMilli(time.orElseThrow()).toString());
            out.writeObjectFieldStart("properties");
            out.writeStringField("order_id", number);
            if (!currency.isEmpty()) {
                out.writeStringField("currency", currency);
            }
            out.writeFieldName("total");
            out.writeNumber(amount.toPlainString());
            if (withProducts && anyProduct) {
                writeProducts(out);
            }
            out.writeEndObject();
            out.writeEndObject();
        }
    }

    /** With prices only if they make up the amount. */
    private void writeProducts(JsonGenerator out) throws IOException {
        boolean priced = productsWithPrices && total.isEmpty();
        out.writeArrayFieldStart("products");
        PackedTexts.Reader texts = products.reader();
        while (texts.hasMore()) {
            out.writeStartObject();
            text("product_id", texts.next(), out);
            text("name", texts.next(), out);
            text("category", texts.next(), out);
            String price = texts.next();
            String quantity = texts.next();
            if (priced) {
                number("price", price, out);
            }
            if (!quantity.isEmpty()) {
                number("quantity", quantity, out);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void text(String field, String value, JsonGenerator out) throws IOException {
        if (!value.isEmpty()) {
            out.writeStringField(field, value);
        }
    }

    private static void number(String field, String value, JsonGenerator out) throws IOException {
        out.writeFieldName(field);
        out.writeNumber(value.startsWith("-") ? value.substring(1) : value);
    }
}
