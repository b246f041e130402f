package io.clientele.analytics.event;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Events as JSON, drawn from a seed: sound ones, and ones in which a field or two hold something
 * odd, most of it wrong and some of it just unusual.
 */
final class EventSamples {

    static final ReportingCurrency POUNDS =
            new ReportingCurrency(
                    "GBP", Map.of("EUR", new BigDecimal("0.85"), "JPY", new BigDecimal("0.0053")));

    private static final List<String> NAMES =
            List.of(
                    "Order Completed",
                    "Order Completed",
                    "Order Refunded",
                    "Order Refunded",
                    "Order Cancelled",
                    "Order Cancelled",
                    "Product Viewed",
                    "Product Added",
                    "Product Removed",
                    "Cart Viewed",
                    "Checkout Started",
                    "Coupon Applied",
                    "Campaign Opened",
                    "Newsletter Read");

    private static final List<String> AMOUNT_NAMES =
            List.of("total", "revenue", "tax", "shipping", "discount", "price");

    private static final List<String> ODD_IDENTIFIERS =
            List.of(
                    "\"m-1\"",
                    "17850",
                    "17850.0",
                    "1.785e4",
                    "1.5",
                    "0",
                    "-0",
                    "-0.0",
                    "-5",
                    "1e255",
                    "1e256",
                    "1e300",
                    "1e-3",
                    "1e-999999999",
                    "1e999999999",
                    "0e999999999",
                    "\"a\\u0000b\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"x\\udc00y\"",
                    "\"\\ud800\\ud800\\udc00\"",
                    "\"\\ud83d\\ude00\"",
                    "\"\\u0085\"",
                    "\" \\t\\n\\u00a0\\u2003\\u202f\\u3000\"",
                    "\"line\\n\"",
                    quoted("x".repeat(256)),
                    quoted("x".repeat(257)),
                    quoted("\uD83D\uDE00".repeat(256)),
                    quoted("\uD83D\uDE00".repeat(257)),
                    quoted(" ".repeat(300)),
                    "9".repeat(256),
                    "1" + "0".repeat(256),
                    "-" + "9".repeat(255),
                    "-1" + "0".repeat(255),
                    "1." + "0".repeat(300));

    private static final List<String> ODD_AMOUNTS =
            List.of(
                    "0",
                    "-0.0",
                    "-0.01",
                    "-1e-400",
                    "1e-400",
                    "1e-999999999",
                    "1e999999999",
                    "-1e999999999",
                    "0e999999999",
                    "1e10",
                    "10000000000",
                    "10000000000.0000000000000000001",
                    "10000000001",
                    "9999999999.99",
                    "1e9",
                    "1000000000.1",
                    "1000000001",
                    "0.1234567890123456789012345678901234567890",
                    "12345678.901234567890123456789",
                    "1.25E+2",
                    "\"12.50\"",
                    "\"0012.50\"",
                    "\"0\"",
                    "\"0.00\"",
                    "\"-1\"",
                    "\"-0\"",
                    "\"+1\"",
                    "\"1e3\"",
                    "\"12,50\"",
                    "\"12.\"",
                    "\".5\"",
                    "\".\"",
                    "\"1.2.3\"",
                    "\" 1\"",
                    "\"1 \"",
                    "\"1\\n\"",
                    "\"NaN\"",
                    "\"Infinity\"",
                    "\"£5\"",
                    "\"\\u0661\"",
                    "\"10000000000\"",
                    "\"10000000000.00\"",
                    "\"10000000000.01\"",
                    "\"10000000001\"",
                    "\"1000000000\"",
                    "\"1000000000.000\"",
                    "\"1000000000.1\"",
                    "\"99999999999\"",
                    quoted("0".repeat(990) + "1.5"),
                    quoted("0".repeat(1001)),
                    quoted("0." + "0".repeat(500) + "1"));

    private static final List<String> ODD_TIMESTAMPS =
            List.of(
                    "\"2011-12-09T12:50:00\"",
                    "\"2011-12-09 12:50:00Z\"",
                    "\"2011-12-09t12:50:00z\"",
                    "\"2011-12-09T12:50Z\"",
                    "\"2011-12-09\"",
                    "\"2011-02-29T00:00:00Z\"",
                    "\"2012-02-29T00:00:00Z\"",
                    "\"1900-02-29T00:00:00Z\"",
                    "\"2000-02-29T00:00:00Z\"",
                    "\"2011-13-01T00:00:00Z\"",
                    "\"2011-00-01T00:00:00Z\"",
                    "\"2011-04-31T00:00:00Z\"",
                    "\"2011-04-00T00:00:00Z\"",
                    "\"2011-12-09T24:00:00Z\"",
                    "\"2011-12-09T23:60:00Z\"",
                    "\"2016-12-31T23:59:60Z\"",
                    "\"2011-12-09T12:50:00.Z\"",
                    "\"2011-12-09T12:50:00,5Z\"",
                    "\"2011-12-09T12:50:00.1Z\"",
                    "\"2011-12-09T12:50:00.123456789+18:00\"",
                    "\"2011-12-09T12:50:00.1234567890Z\"",
                    "\"2011-12-09T12:50:00+18:01\"",
                    "\"2011-12-09T12:50:00+00:00\"",
                    "\"2011-12-09T12:50:00-00:00\"",
                    "\"2011-12-09T12:50:00-00:30\"",
                    "\"2011-12-09T12:50:00+05:60\"",
                    "\"2011-12-09T12:50:00+0530\"",
                    "\"2011-12-09T12:50:00Z\\n\"",
                    "\"2011-12-09T12:50:00Z \"",
                    "\"2011-12-09T12:50:00ZZ\"",
                    "\" 2011-12-09T12:50:00Z\"",
                    "\"0000-01-01T00:00:00Z\"",
                    "\"9999-12-31T23:59:59.999-18:00\"",
                    "\"12011-12-09T12:50:00Z\"",
                    "\"-011-12-09T12:50:00Z\"",
                    "\"2011-12-09T12:50:0\u0661Z\"",
                    "\"Fri, 09 Dec 2011 12:50:00 GMT\"",
                    "1323435000000");

    private static final List<String> ODD_CURRENCIES =
            List.of(
                    "\"gbp\"",
                    "\"eUr\"",
                    "\"JPY\"",
                    "\"\"",
                    "\"GB\"",
                    "\"GBPX\"",
                    "\" GBP\"",
                    "\"G1P\"",
                    "\"\\u0131dr\"",
                    "\"GB\\n\"",
                    "\"GBP\\n\"");

    private static final List<String> ODD_COUPONS =
            List.of(
                    "\"\"",
                    "\" \"",
                    "\"a\\u0000\"",
                    "\"\\udc00\"",
                    quoted("c".repeat(256)),
                    quoted("c".repeat(257)),
                    quoted("\uD83D\uDE00".repeat(256)),
                    "7");

    private static final List<String> ODD_TYPES =
            List.of(
                    "\"identify\"",
                    "\"page\"",
                    "\"Track\"",
                    "\"track \"",
                    "\"\"",
                    "1",
                    "[\"track\"]");

    private static final List<String> ODD_EVENTS =
            List.of("\"\"", "\"order completed\"", "\"Order Completed \"", "7", "[\"x\"]");

    private static final List<String> OF_ANOTHER_TYPE =
            List.of(
                    "null",
                    "true",
                    "false",
                    "[]",
                    "{}",
                    "[1]",
                    "{\"a\":{\"b\":[]}}",
                    "\"\"",
                    "1",
                    "1.5");

    private final Random random;

    EventSamples(long seed) {
        this.random = new Random(seed);
    }

    /** An event that is accepted. */
    String sound() {
        return event(0);
    }

    /** An event with up to three odd fields. */
    String odd() {
        return event(1 + random.nextInt(3));
    }

    private String event(int oddities) {
        List<String[]> fields = new ArrayList<>();
        fields.add(field("type", "\"track\""));
        fields.add(field("messageId", quoted("m-" + random.nextInt(1_000_000))));
        fields.add(
                field(
                        "userId",
                        random.nextBoolean() ? "17850" : "\"c-" + random.nextInt(99) + '"'));
        fields.add(field("anonymousId", "\"visitor\""));
        fields.add(field("event", quoted(pick(NAMES))));
        fields.add(
                field(
                        "timestamp",
                        "\"2011-12-09T12:%02d:07.5+01:00\"".formatted(random.nextInt(60))));
        fields.add(field("channel", "\"web\""));
        fields.add(
                field(
                        "context",
                        "{\"ip\":\"203.0.113.7\",\"list\":[1,{\"a\":null}],"
                                + "\"location\":{\"city\":\"Ulm\",\"country\":\"DE\"}}"));
        List<String[]> properties = new ArrayList<>();
        properties.add(field("order_id", quoted("o-" + random.nextInt(1000))));
        properties.add(field("currency", "\"GBP\""));
        properties.add(field("coupon", "\"XMAS\""));
        properties.add(field("affiliation", "\"web\""));
        if (random.nextBoolean()) {
            properties.add(field("country", "\"France\""));
            properties.add(field("channel", "\"app\""));
            properties.add(field("product_id", "85123"));
            properties.add(field("category", "\"Lamps\""));
            properties.add(field("brand", "\"Lumen\""));
        }
        for (String name : AMOUNT_NAMES) {
            properties.add(field(name, amount()));
        }
        properties.add(field("quantity", "1"));
        List<List<String[]>> products = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            List<String[]> product = new ArrayList<>();
            product.add(field("product_id", "\"85123A\""));
            product.add(field("sku", "\"S-1\""));
            product.add(field("name", "\"Glühwürmchen\""));
            product.add(field("category", "\"Lamps\""));
            product.add(field("brand", "\"Lumen\""));
            product.add(field("price", amount()));
            product.add(field("quantity", Integer.toString(1 + random.nextInt(9))));
            products.add(product);
        }
        for (int i = 0; i < oddities; i++) {
            int place = random.nextInt(10);
            if (place < 4) {
                spoil(fields);
            } else if (place < 8 || products.isEmpty()) {
                spoil(properties);
            } else {
                spoil(products.get(random.nextInt(products.size())));
            }
        }
        List<String> items = new ArrayList<>();
        products.forEach(product -> items.add(object(product)));
        if (oddities > 0 && random.nextInt(12) == 0) {
            items.add(pick(OF_ANOTHER_TYPE));
        }
        if (oddities == 0 || random.nextInt(6) > 0) {
            properties.add(field("products", "[" + String.join(",", items) + "]"));
        } else {
            properties.add(field("products", pick(OF_ANOTHER_TYPE)));
        }
        if (oddities == 0 || random.nextInt(10) > 0) {
            fields.add(field("properties", object(properties)));
        } else if (random.nextBoolean()) {
            fields.add(field("properties", pick(OF_ANOTHER_TYPE)));
        }
        return object(fields);
    }

    /** Takes a field away, or gives it an odd value, or gives it twice. */
    private void spoil(List<String[]> fields) {
        if (fields.isEmpty()) {
            return;
        }
        int at = random.nextInt(fields.size());
        String name = fields.get(at)[0];
        switch (random.nextInt(6)) {
            case 0, 1 -> fields.remove(at);
            case 2 -> fields.set(at, field(name, pick(OF_ANOTHER_TYPE)));
            case 3 -> fields.add(field(name, odd(name)));
            default -> fields.set(at, field(name, odd(name)));
        }
    }

    private String odd(String name) {
        return switch (name) {
            case "messageId",
                    "userId",
                    "anonymousId",
                    "order_id",
                    "product_id",
                    "sku",
                    "category",
                    "brand",
                    "country",
                    "channel" ->
                    pick(ODD_IDENTIFIERS);
            case "timestamp" -> pick(ODD_TIMESTAMPS);
            case "type" -> pick(ODD_TYPES);
            case "event" -> pick(ODD_EVENTS);
            case "currency" -> pick(ODD_CURRENCIES);
            case "coupon" -> pick(ODD_COUPONS);
            case "total", "revenue", "tax", "shipping", "discount", "price", "quantity" ->
                    pick(ODD_AMOUNTS);
            default -> pick(OF_ANOTHER_TYPE);
        };
    }

    private String amount() {
        String amount =
                BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(5)).toPlainString();
        return random.nextInt(4) == 0 ? quoted(amount) : amount;
    }

    private String object(List<String[]> fields) {
        List<String> written = new ArrayList<>();
        for (String[] field : fields) {
            written.add(quoted(field[0]) + ":" + field[1]);
        }
        return "{" + String.join(",", written) + "}";
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String[] field(String name, String value) {
        return new String[] {name, value};
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
