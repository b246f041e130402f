package io.clientele.analytics.simulate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Track JSON straight into bytes. It writes only texts of its own package, none of which needs
 * escaping.
 */
final class EventWriter {
    private static final long DAY = TimeUnit.DAYS.toMillis(1);
    private static final byte[] MESSAGE = ascii("{\"messageId\":\"");
    private static final byte[] EVENT = ascii("\",\"type\":\"track\",\"event\":\"");
    private static final byte[] USER = ascii("\",\"userId\":\"");
    private static final byte[] VISITOR = ascii("\",\"anonymousId\":\"");
    private static final byte[] TIMESTAMP = ascii("\",\"timestamp\":\"");
    private static final byte[] PROPERTIES = ascii("\",\"properties\":{");
    private static final byte[] CURRENCY = ascii("\"currency\":\"");
    private static final byte[] QUANTITY = ascii(",\"quantity\":");
    private static final byte[] PRODUCTS = ascii(",\"products\":[");

    private final Catalogue catalogue;
    private final byte[] messagePrefix;
    private final byte[] currency;
    private byte[] bytes = new byte[4096];
    private int size;
    private long day = Long.MIN_VALUE;
    private byte[] date = new byte[0];

    EventWriter(Catalogue catalogue, long seed, String currency) {
        this.catalogue = catalogue;
        this.messagePrefix = ascii(SimulatedEvent.messagePrefix(seed));
        this.currency = ascii(currency);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Starts an event, up to the opening brace of its properties. */
    EventWriter begin(
            long sequence, byte[] eventName, byte[] identity, boolean visitor, long timestamp) {
        size = 0;
        text(MESSAGE).text(messagePrefix).number(sequence);
        text(EVENT).text(eventName);
        text(visitor ? VISITOR : USER).text(identity);
        text(TIMESTAMP).instant(timestamp);
        return text(PROPERTIES);
    }

    /** Ends an event, and gives a copy of its bytes. */
    byte[] end() {
        reserve(2);
        bytes[size++] = '}';
        bytes[size++] = '}';
        return Arrays.copyOf(bytes, size);
    }

    EventWriter text(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        return this;
    }

    /** A whole number, at least 0. */
    EventWriter number(long value) {
        reserve(20);
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        size += digits;
        long rest = value;
        for (int place = size - 1; place >= size - digits; place--) {
            bytes[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return this;
    }

    /** Minor units, at least 0, as a number with two decimals. */
    EventWriter money(long minorUnits) {
        number(minorUnits / 100);
        int cents = (int) (minorUnits % 100);
        reserve(3);
        bytes[size++] = '.';
        twoDigits(cents);
        return this;
    }

    EventWriter currency() {
        return text(CURRENCY).text(currency).quote();
    }

    EventWriter quote() {
        reserve(1);
        bytes[size++] = '"';
        return this;
    }

    /** A reference to something of this shop, such as {@code "order_id":"o-7-12"}. */
    EventWriter reference(byte[] nameAndPrefix, long number) {
        return text(nameAndPrefix).number(number).quote();
    }

    /** A product's fields, without braces. */
    EventWriter product(int product, int quantity, long price) {
        text(catalogue.fragment(product)).money(price);
        return text(QUANTITY).number(quantity);
    }

    EventWriter products(Basket basket) {
        text(PRODUCTS);
        for (int line = 0; line < basket.lines; line++) {
            reserve(2);
            if (line > 0) {
                bytes[size++] = ',';
            }
            bytes[size++] = '{';
            product(basket.products[line], basket.quantities[line], basket.prices[line]);
            reserve(1);
            bytes[size++] = '}';
        }
        reserve(1);
        bytes[size++] = ']';
        return this;
    }

    private void instant(long timestamp) {
        long thisDay = Math.floorDiv(timestamp, DAY);
        if (thisDay != day) {
            day = thisDay;
            date = ascii(LocalDate.ofEpochDay(day).toString());
        }
        text(date);
        reserve(14);
        int inDay = (int) (timestamp - day * DAY);
        bytes[size++] = 'T';
        twoDigits(inDay / 3_600_000);
        bytes[size++] = ':';
        twoDigits(inDay / 60_000 % 60);
        bytes[size++] = ':';
        twoDigits(inDay / 1_000 % 60);
        bytes[size++] = '.';
        int millis = inDay % 1_000;
        bytes[size++] = (byte) ('0' + millis / 100);
        twoDigits(millis % 100);
        bytes[size++] = 'Z';
    }

    private void twoDigits(int value) {
        bytes[size++] = (byte) ('0' + value / 10);
        bytes[size++] = (byte) ('0' + value % 10);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (size + more));
        }
    }
}
