package io.clientele.analytics.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.clientele.analytics.event.Refusal.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The products of one record, summed up while they are read. Reused from record to record. */
final class RawProducts {

    private final Detail detail;
    private final List<RawLine> lines = new ArrayList<>();
    private final RawLine passing = new RawLine();
    private final ExactSum amount = new ExactSum();
    private final ExactSum units = new ExactSum();

    private int count;
    private int firstUnpriced;
    private Optional<Refusal> refusal = Optional.empty();

    /**
     * @param detail whether the first products are also kept one by one
     */
    RawProducts(Detail detail) {
        this.detail = detail;
    }

    /** As if the record did not have them. */
    void clear() {
        count = 0;
        firstUnpriced = -1;
        refusal = Optional.empty();
        amount.clear();
        units.clear();
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** How many are kept, 0 where details are not wanted. */
    int keptLines() {
        return detail == Detail.FULL ? Math.min(count, OrderDetails.MOST_LINES) : 0;
    }

    /** One of those that are kept. */
    RawLine line(int index) {
        return lines.get(index);
    }

    /** Whether there is any. */
    boolean isPresent() {
        return count > 0;
    }

    /** Whether there is any, and {@link #amount} knows them all. */
    boolean arePriced() {
        return count > 0 && firstUnpriced < 0;
    }

    /** The first thing wrong with them, from the first product to the last. */
    Optional<Refusal> refusal() {
        return refusal;
    }

    /** Quantities times prices. */
    ExactSum amount() {
        return amount;
    }

    /** Quantities. */
    ExactSum units() {
        return units;
    }

    /** The path of the first price that is absent, where {@link #arePriced} is false. */
    String firstAbsentPrice() {
        return path(firstUnpriced) + ".price";
    }

    /** Reads the value that the parser stands at; {@code null} counts as absent. */
    void read(JsonParser json) throws IOException {
        clear();
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            refuse(
                    Reason.INVALID_PROPERTIES,
                    "properties.products",
                    Found.at(json),
                    "an array of objects");
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            readProduct(json);
            count++;
        }
    }

    private void readProduct(JsonParser json) throws IOException {
        RawLine line = nextLine();
        line.clear();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            refuse(Reason.INVALID_PROPERTIES, path(count), Found.at(json), "an object");
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "price" -> line.price.read(json);
                case "quantity" -> line.quantity.read(json);
                default -> {
                    if (line == passing || !line.product.read(name, json)) {
                        json.skipChildren();
                    }
                }
            }
        }
        check(Reason.INVALID_AMOUNT, "price", line.price);
        check(Reason.INVALID_QUANTITY, "quantity", line.quantity);
        units.add(line.times());
        if (line.price.isPresent()) {
            amount.addProduct(line.times(), line.price);
        } else if (firstUnpriced < 0) {
            firstUnpriced = count;
        }
    }

    /** Where the next product is read to: one that stays, or one that the next but one takes. */
    private RawLine nextLine() {
        if (detail == Detail.MONEY_ONLY || count >= OrderDetails.MOST_LINES) {
            return passing;
        }
        if (count == lines.size()) {
            lines.add(new RawLine());
        }
        return lines.get(count);
    }

    private void check(Reason reason, String name, NumberField field) {
        if (!field.wrong().isEmpty()) {
            refuse(reason, path(count) + '.' + name, field.wrong(), field.expectation());
        }
    }

    private void refuse(Reason reason, String path, String found, String expected) {
        if (refusal.isEmpty()) {
            refusal = Optional.of(Refusal.of(reason, path, found, expected));
        }
    }

    private static String path(int index) {
        return "properties.products[" + index + ']';
    }
}
