package io.clientele.analytics.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * The fields of one record that Clientele uses, as they were found. As fields come in any order,
 * nothing is judged here; what is wrong is remembered until the event's type is known. A field that
 * is given twice counts as it was given last.
 *
 * <p>Reused from record to record.
 */
final class RawEvent {

    private static final char[] TRACK = "track".toCharArray();

    final TextField messageId = new TextField();
    final TextField userId = new TextField();
    final TextField anonymousId = new TextField();

    /** Whether the record is a {@code track} call, as it is if it does not say otherwise. */
    boolean track;

    EventType event = EventType.OTHER;
    String wrongEvent = "";

    long timestamp;
    String wrongTimestamp = "";

    String wrongProperties = "";
    final TextField orderId = new TextField();
    final TextField coupon = new TextField();

    /** In the letters of the record; empty if it is absent. */
    String currency = "";

    String wrongCurrency = "";

    final NumberField total = NumberField.amount();
    final NumberField revenue = NumberField.amount();
    final NumberField tax = NumberField.amount();
    final NumberField shipping = NumberField.amount();
    final NumberField discount = NumberField.amount();
    final NumberField price = NumberField.amount();
    final NumberField quantity = NumberField.quantity();

    final RawProducts products;
    final RawDetails details = new RawDetails();
    private final boolean detailed;

    /**
     * @param detail whether {@link #details} are read, too
     */
    RawEvent(Detail detail) {
        products = new RawProducts(detail);
        detailed = detail == Detail.FULL;
    }

    /** Reads the object that the parser stands at the start of. */
    void read(JsonParser json) throws IOException {
        clear();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "messageId" -> messageId.readIdentifier(json);
                case "userId" -> userId.readIdentifier(json);
                case "anonymousId" -> anonymousId.readIdentifier(json);
                case "type" -> readType(json);
                case "event" -> readEvent(json);
                case "timestamp" -> readTimestamp(json);
                case "properties" -> readProperties(json);
                default -> {
                    if (!detailed || !details.readField(name, json)) {
                        json.skipChildren();
                    }
                }
            }
        }
    }

    private void clear() {
        messageId.clear();
        userId.clear();
        anonymousId.clear();
        track = true;
        event = EventType.OTHER;
        wrongEvent = "";
        timestamp = Rfc3339.INVALID;
        wrongTimestamp = "absent";
        clearProperties();
        details.clear();
    }

    private void clearProperties() {
        wrongProperties = "";
        orderId.clear();
        coupon.clear();
        currency = "";
        wrongCurrency = "";
        total.clear();
        revenue.clear();
        tax.clear();
        shipping.clear();
        discount.clear();
        price.clear();
        quantity.clear();
        products.clear();
    }

    private void readType(JsonParser json) throws IOException {
        track =
                switch (json.currentToken()) {
                    case VALUE_NULL -> true;
                    case VALUE_STRING -> isTrack(json);
                    default -> {
                        json.skipChildren();
                        yield false;
                    }
                };
    }

    private static boolean isTrack(JsonParser json) throws IOException {
        char[] text = json.getTextCharacters();
        int start = json.getTextOffset();
        return Arrays.equals(text, start, start + json.getTextLength(), TRACK, 0, TRACK.length);
    }

    private void readEvent(JsonParser json) throws IOException {
        event = EventType.OTHER;
        wrongEvent = "";
        switch (json.currentToken()) {
            case VALUE_NULL -> {}
            case VALUE_STRING -> event = EventType.of(json.getText());
            default -> wrongEvent = Found.at(json);
        }
    }

    private void readTimestamp(JsonParser json) throws IOException {
        timestamp = Rfc3339.INVALID;
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            timestamp =
                    Rfc3339.epochMillis(
                            json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        }
        wrongTimestamp = timestamp == Rfc3339.INVALID ? Found.at(json) : "";
    }

    private void readProperties(JsonParser json) throws IOException {
        clearProperties();
        details.clearProperties();
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            wrongProperties = Found.at(json);
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "order_id" -> orderId.readIdentifier(json);
                case "coupon" -> coupon.readString(json);
                case "currency" -> readCurrency(json);
                case "total" -> total.read(json);
                case "revenue" -> revenue.read(json);
                case "tax" -> tax.read(json);
                case "shipping" -> shipping.read(json);
                case "discount" -> discount.read(json);
                case "price" -> price.read(json);
                case "quantity" -> quantity.read(json);
                case "products" -> products.read(json);
                default -> {
                    if (!detailed || !details.readProperty(name, json)) {
                        json.skipChildren();
                    }
                }
            }
        }
    }

    private void readCurrency(JsonParser json) throws IOException {
        currency = "";
        wrongCurrency = "";
        if (json.currentToken() == JsonToken.VALUE_STRING && json.getTextLength() == 3) {
            currency = json.getText();
        } else if (json.currentToken() != JsonToken.VALUE_NULL) {
            wrongCurrency = Found.at(json);
        }
    }
}
