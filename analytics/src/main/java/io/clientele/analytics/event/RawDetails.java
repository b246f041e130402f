package io.clientele.analytics.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one record says beside what is checked. Nothing in it is ever wrong: what is no text counts
 * as absent, what is too long is cut. Reused from record to record.
 */
final class RawDetails {

    private final RawProduct product = new RawProduct();
    private final TextField country = new TextField();
    private final TextField channel = new TextField();
    private final TextField locationCountry = new TextField();
    private final TextField callChannel = new TextField();
    private final ExactSum sum = new ExactSum();

    /** As if the record said nothing. */
    void clear() {
        locationCountry.clear();
        callChannel.clear();
        clearProperties();
    }

    /** As if the record had no properties. */
    void clearProperties() {
        product.clear();
        country.clear();
        channel.clear();
    }

    /** Reads a field of the call itself, if it is a detail; false if it is not, and is not read. */
    boolean readField(String name, JsonParser json) throws IOException {
        switch (name) {
            case "channel" -> callChannel.readDetail(json);
            case "context" -> readContext(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Reads a property, if it is a detail; false if it is not, and is not read. */
    boolean readProperty(String name, JsonParser json) throws IOException {
        switch (name) {
            case "country" -> country.readDetail(json);
            case "channel" -> channel.readDetail(json);
            default -> {
                return product.read(name, json);
            }
        }
        return true;
    }

    private void readContext(JsonParser json) throws IOException {
        locationCountry.clear();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (name.equals("location")) {
                readLocation(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readLocation(JsonParser json) throws IOException {
        locationCountry.clear();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (name.equals("country")) {
                locationCountry.readDetail(json);
            } else {
                json.skipChildren();
            }
        }
    }

    /** What is said of an order, its prices converted by a rate. */
    OrderDetails order(RawProducts products, BigDecimal rate, int fractionDigits) {
        List<OrderLine> lines = new ArrayList<>(products.keptLines());
        for (int i = 0; i < products.keptLines(); i++) {
            RawLine line = products.line(i);
            OptionalLong price = price(line.price, rate, fractionDigits);
            lines.add(new OrderLine(line.product.product(price), units(line.times())));
        }
        String from = country.text().isEmpty() ? locationCountry.text() : country.text();
        String by = channel.text().isEmpty() ? callChannel.text() : channel.text();
        return from.isEmpty() && by.isEmpty() && products.count() == 0
                ? OrderDetails.NONE
                : new OrderDetails(from, by, lines, products.count());
    }

    /** The article of a product event; without a rate its price is not known. */
    Product product(NumberField price, Optional<BigDecimal> rate, int fractionDigits) {
        return product.product(
                rate.isPresent() ? price(price, rate.get(), fractionDigits) : OptionalLong.empty());
    }

    private OptionalLong price(NumberField price, BigDecimal rate, int fractionDigits) {
        if (!price.isPresent()) {
            return OptionalLong.empty();
        }
        sum.clear();
        sum.add(price);
        long minorUnits = sum.minorUnits(rate, fractionDigits);
        return minorUnits == ExactSum.TOO_MUCH ? OptionalLong.empty() : OptionalLong.of(minorUnits);
    }

    private long units(NumberField quantity) {
        sum.clear();
        sum.add(quantity);
        return sum.units();
    }
}
