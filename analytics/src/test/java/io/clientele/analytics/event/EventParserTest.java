package io.clientele.analytics.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.analytics.event.EventHeader.IdentityKind;
import io.clientele.analytics.event.Refusal.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {

    private static final Instant NOON = Instant.parse("2011-12-09T12:00:00Z");
    private static final String HEAD =
            "\"messageId\":\"m-1\",\"userId\":\"17850\",\"timestamp\":\"2011-12-09T12:00:00Z\"";

    private final EventParser parser = new EventParser(EventSamples.POUNDS, Duration.ofHours(1));

    @Test
    void an_order_is_the_sum_of_its_products_and_keeps_tax_shipping_discount_and_coupon_apart() {
        assertThat(
                        accepted(
                                order(
                                        """
                                        "order_id": 536365, "total": 99, "tax": "3.06", "shipping": 4.5,
                                        "discount": 1, "coupon": "XMAS", "currency": "gbp", "products": [
                                          {"sku": "85123A", "price": 2.55, "quantity": 6},
                                          {"price": "3.39"}]
                                        """)))
                .isEqualTo(
                        new OrderCompleted(
                                new EventHeader(
                                        "m-1", "17850", IdentityKind.USER, NOON.toEpochMilli()),
                                "536365",
                                1869,
                                306,
                                450,
                                100,
                                "XMAS",
                                7));
    }

    @Test
    void an_order_without_products_is_its_total() {
        assertThat(amount(order("\"total\": 12.345"))).isEqualTo(1234);
        assertThat(amount(order("\"total\": 12.355, \"products\": []"))).isEqualTo(1236);
        assertThat(amount(order("\"total\": 0, \"products\": null"))).isZero();
    }

    @Test
    void an_order_with_an_unpriced_product_is_its_total_and_without_one_is_refused() {
        String products = "\"products\": [{\"price\": 1}, {\"quantity\": 2}, {\"price\": null}]";
        assertThat(accepted(order(products + ", \"total\": 5")))
                .isInstanceOfSatisfying(
                        OrderCompleted.class,
                        order -> {
                            assertThat(order.amount()).isEqualTo(500);
                            assertThat(order.units()).isEqualTo(4);
                        });
        assertRefused(order(products), Reason.MISSING_AMOUNT, "properties.products[1].price");
        assertRefused(order(""), Reason.MISSING_AMOUNT, "properties.total");
        assertRefused(order("\"revenue\": 5"), Reason.MISSING_AMOUNT, "properties.total");
        assertRefused(
                "{%s,\"event\":\"Order Completed\"}".formatted(HEAD),
                Reason.MISSING_AMOUNT,
                "properties.total");
    }

    @Test
    void a_refund_is_its_total_or_else_its_products_or_else_refused() {
        String products = "\"products\": [{\"price\": 2, \"quantity\": 3}]";
        assertThat(accepted(event("Order Refunded", "\"total\": 1, " + products)))
                .isInstanceOfSatisfying(
                        OrderRefunded.class, refund -> assertThat(refund.amount()).isEqualTo(100));
        assertThat(accepted(event("Order Refunded", products)))
                .isInstanceOfSatisfying(
                        OrderRefunded.class, refund -> assertThat(refund.amount()).isEqualTo(600));
        assertRefused(
                event("Order Refunded", "\"order_id\": \"1\""),
                Reason.MISSING_AMOUNT,
                "properties.total");
    }

    @Test
    void a_cancellation_is_its_total_or_else_that_of_the_order_it_names_or_else_refused() {
        assertThat(accepted(event("Order Cancelled", "\"order_id\": \"1\", \"total\": \"7.5\"")))
                .isInstanceOfSatisfying(
                        OrderCancelled.class,
                        order -> assertThat(order.amount()).isEqualTo(OptionalLong.of(750)));
        assertThat(
                        accepted(
                                event(
                                        "Order Cancelled",
                                        "\"order_id\": \"1\", \"products\": [{\"price\": 5}]")))
                .isInstanceOfSatisfying(
                        OrderCancelled.class,
                        order -> assertThat(order.amount()).isEqualTo(OptionalLong.empty()));
        assertRefused(
                event("Order Cancelled", "\"products\": [{\"price\": 5}]"),
                Reason.MISSING_AMOUNT,
                "properties.total");
    }

    @Test
    void a_sum_is_rounded_once_and_half_even() {
        assertThat(amount(order("\"products\": [{\"price\": 0.004, \"quantity\": 3}]")))
                .isEqualTo(1);
        assertThat(amount(order("\"products\": [{\"price\": 0.0025}, {\"price\": 0.0025}]")))
                .isZero();
        assertThat(amount(order("\"products\": [{\"price\": 0.0075}, {\"price\": \"0.0075\"}]")))
                .isEqualTo(2);
        assertThat(amount(order("\"total\": 0.005"))).isZero();
        assertThat(amount(order("\"total\": 0.0050000000000000000000000000000000001"))).isOne();
        assertThat(amount(order("\"products\": [{\"price\": 0.005}, {\"price\": 1e-999999}]")))
                .isOne();
    }

    @Test
    void an_amount_in_another_currency_is_converted_before_it_is_rounded() {
        assertThat(amount(order("\"currency\": \"eur\", \"total\": 0.01"))).isEqualTo(1);
        assertThat(amount(order("\"currency\": \"JPY\", \"total\": 1000"))).isEqualTo(530);
        EventParser yen =
                new EventParser(
                        new ReportingCurrency("JPY", Map.of("GBP", new BigDecimal("188.68"))),
                        Duration.ZERO);
        assertThat(
                        yen.parse(
                                order("\"currency\": \"GBP\", \"total\": 1.5, \"tax\": 0.005")
                                        .getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Parsed.Accepted.class,
                        parsed -> {
                            OrderCompleted order = (OrderCompleted) parsed.event();
                            assertThat(order.amount()).isEqualTo(283);
                            assertThat(order.tax()).isEqualTo(1);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"USD\"", "\"\"", "\"GB\"", "7", "true", "[]", "\"\\u0131dr\"", "\"XXX\""})
    void an_order_in_a_currency_without_a_rate_is_refused(String currency) {
        assertRefused(
                order("\"total\": 1, \"currency\": " + currency),
                Reason.UNKNOWN_CURRENCY,
                "properties.currency");
        assertThat(accepted(event("Cart Viewed", "\"currency\": " + currency)))
                .isInstanceOf(Interaction.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"total\": -5}|properties.total|-5",
                "{\"total\": 5, \"tax\": \"NaN\"}|properties.tax|\"NaN\"",
                "{\"total\": 5, \"shipping\": \"1e3\"}|properties.shipping|\"1e3\"",
                "{\"total\": 5, \"discount\": [5]}|properties.discount|an array",
                "{\"total\": 5, \"revenue\": {}}|properties.revenue|an object",
                "{\"total\": 5, \"price\": true}|properties.price|true",
                "{\"total\": 1e11}|properties.total|1e11",
                "{\"products\": [{\"price\": 1}, {}, {\"price\": \"-1\"}]}"
                        + "|properties.products[2].price|\"-1\"",
                "{\"products\": [{\"price\": 1e999999999}]}|properties.products[0].price|1e999999999",
                "{\"products\": [{\"price\": 1e99999999999999}]}"
                        + "|properties.products[0].price|1e99999999999999",
            })
    void a_wrong_amount_is_refused_with_its_path_and_value(
            String properties, String path, String value) {
        assertThat(
                        assertRefused(
                                "{%s,\"event\":\"Order Completed\",\"properties\":%s}"
                                        .formatted(HEAD, properties),
                                Reason.INVALID_AMOUNT,
                                path))
                .isEqualTo(
                        "%s is %s, expected a number or decimal string from 0 to 10000000000, such as 12.50"
                                .formatted(path, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"0.00\"", "\"two\"", "1000000001", "false", "-1e-9"})
    void a_quantity_that_is_not_positive_is_refused(String quantity) {
        String product = "{\"price\": 1, \"quantity\": %s}".formatted(quantity);
        assertRefused(
                order("\"products\": [{\"price\": 1}, %s]".formatted(product)),
                Reason.INVALID_QUANTITY,
                "properties.products[1].quantity");
        assertRefused(
                event("Product Added", product.substring(1, product.length() - 1)),
                Reason.INVALID_QUANTITY,
                "properties.quantity");
    }

    @Test
    void what_is_not_used_is_not_checked() {
        String odd =
                "\"total\": -5, \"price\": \"x\", \"quantity\": 0, \"order_id\": [], \"coupon\": 7";
        assertThat(accepted(event("Campaign Opened", odd + ", \"products\": 5")))
                .isInstanceOf(Interaction.class);
        assertThat(accepted(event("Newsletter Read", odd + ", \"products\": [1]")))
                .isInstanceOf(Interaction.class);
        assertThat(accepted(event("Product Viewed", "\"total\": -5, \"order_id\": []")))
                .isInstanceOf(Interaction.class);
        assertThat(
                        accepted(
                                "{%s,\"type\":\"identify\",\"event\":7,\"properties\":{\"total\":-1}}"
                                        .formatted(HEAD)))
                .extracting(CommerceEvent::type)
                .isEqualTo(EventType.OTHER);
        assertThat(accepted("{%s,\"type\":\"page\",\"event\":\"Order Completed\"}".formatted(HEAD)))
                .extracting(CommerceEvent::type)
                .isEqualTo(EventType.OTHER);
        assertThat(
                        accepted(
                                "{%s,\"a\":%s,\"b\":1%s}"
                                        .formatted(
                                                HEAD,
                                                "[".repeat(900) + "]".repeat(900),
                                                "0".repeat(5000))))
                .isInstanceOf(Interaction.class);
    }

    @Test
    void fields_may_come_in_any_order() {
        assertThat(
                        accepted(
                                """
                                {"properties": {"products": [{"quantity": 2, "price": 3}], "order_id": "7"},
                                 "event": "Order Completed", "timestamp": "2011-12-09T13:00:00+01:00",
                                 "userId": "17850", "messageId": "m-1", "type": "track"}
                                """))
                .isInstanceOfSatisfying(
                        OrderCompleted.class,
                        order -> {
                            assertThat(order.amount()).isEqualTo(600);
                            assertThat(order.header().timestamp()).isEqualTo(NOON.toEpochMilli());
                        });
    }

    @Test
    void of_a_field_given_twice_the_last_counts() {
        assertThat(amount(order("\"total\": -5, \"total\": 5"))).isEqualTo(500);
        assertRefused(
                order("\"total\": 5, \"total\": null"), Reason.MISSING_AMOUNT, "properties.total");
        assertThat(
                        amount(
                                order(
                                        "\"products\": [{\"price\": -1}, 7], \"products\": [{\"price\": 2, \"price\": 3}]")))
                .isEqualTo(300);
        assertThat(
                        accepted(
                                "{%s,\"userId\":[],\"userId\":null,\"anonymousId\":\"v\",\"properties\":5,\"properties\":{}}"
                                        .formatted(HEAD)))
                .extracting(event -> event.header().kind())
                .isEqualTo(IdentityKind.ANONYMOUS);
        assertThat(
                        accepted(
                                "{%s,\"event\":\"Order Completed\",\"properties\":{\"total\":1,\"tax\":-1},\"properties\":{\"total\":2}}"
                                        .formatted(HEAD)))
                .isInstanceOfSatisfying(
                        OrderCompleted.class, order -> assertThat(order.amount()).isEqualTo(200));
    }

    @Test
    void nothing_of_a_record_is_left_for_the_next() {
        accepted(
                order(
                        "\"order_id\": \"1\", \"coupon\": \"C\", \"tax\": 1, \"currency\": \"EUR\", \"products\": [{\"price\": 1}]"));
        assertThat(accepted("{\"messageId\":\"m-2\",\"timestamp\":\"2011-12-09T12:00:00Z\"}"))
                .isEqualTo(
                        new Interaction(
                                new EventHeader(
                                        "m-2", "m-2", IdentityKind.MESSAGE, NOON.toEpochMilli()),
                                EventType.OTHER));
        assertThat(accepted(order("\"total\": 1")))
                .isInstanceOfSatisfying(
                        OrderCompleted.class,
                        order -> {
                            assertThat(order.orderId()).isEmpty();
                            assertThat(order.coupon()).isEmpty();
                            assertThat(order.tax()).isZero();
                            assertThat(order.units()).isZero();
                            assertThat(order.amount()).isEqualTo(100);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"u\"|\"a\"|USER|u",
                "17850|\"a\"|USER|17850",
                "17850.0|\"a\"|USER|17850",
                "1.785e4|\"a\"|USER|17850",
                "-0|\"a\"|USER|0",
                "\" u \"|\"a\"|USER| u ",
                "null|\"a\"|ANONYMOUS|a",
                "\"\"|\"a\"|ANONYMOUS|a",
                "\" \\t\\u00a0\"|7|ANONYMOUS|7",
                "null|null|MESSAGE|m",
            })
    void the_customer_is_the_user_else_the_visitor_else_the_message(
            String userId, String anonymousId, IdentityKind kind, String identity) {
        EventHeader header =
                accepted(
                                "{\"messageId\":\"m\",\"timestamp\":\"2011-12-09T12:00:00Z\",\"userId\":%s,\"anonymousId\":%s}"
                                        .formatted(userId, anonymousId))
                        .header();
        assertThat(header.kind()).isEqualTo(kind);
        assertThat(header.identity().strip()).isEqualTo(identity.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "{}",
                "[\"u\"]",
                "1.5",
                "1e300",
                "1e-999999999",
                "1e999999999",
                "\"a\\u0000\"",
                "\"\\ud83d\""
            })
    void an_identifier_of_another_kind_is_refused(String value) {
        for (String field : new String[] {"messageId", "userId", "anonymousId"}) {
            assertRefused(
                    "{%s,\"%s\":%s}".formatted(HEAD, field, value), Reason.INVALID_IDENTITY, field);
        }
        assertRefused(
                order("\"total\": 1, \"order_id\": " + value),
                Reason.INVALID_PROPERTIES,
                "properties.order_id");
    }

    @Test
    void an_identifier_has_at_most_256_characters_whatever_they_take_in_memory() {
        String longest = "\uD83D\uDE00".repeat(256);
        assertThat(accepted("{%s,\"userId\":\"%s\"}".formatted(HEAD, longest)).header().identity())
                .isEqualTo(longest);
        String message =
                assertRefused(
                        "{%s,\"userId\":\"%sx\"}".formatted(HEAD, longest),
                        Reason.INVALID_IDENTITY,
                        "userId");
        assertThat(message)
                .startsWith("userId is \"" + "\uD83D\uDE00".repeat(80) + "…\", expected a string");
    }

    @Test
    void a_message_without_an_id_is_refused() {
        String timestamp = "\"timestamp\":\"2011-12-09T12:00:00Z\"";
        assertRefused("{" + timestamp + "}", Reason.INVALID_IDENTITY, "messageId");
        assertRefused(
                "{\"messageId\":\" \"," + timestamp + "}", Reason.INVALID_IDENTITY, "messageId");
        assertRefused("{}", Reason.INVALID_IDENTITY, "messageId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "[]", "{}"})
    void an_event_name_of_another_type_is_refused(String name) {
        assertRefused("{%s,\"event\":%s}".formatted(HEAD, name), Reason.INVALID_EVENT, "event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "[]", "\"x\""})
    void properties_of_another_type_are_refused(String properties) {
        assertRefused(
                "{%s,\"event\":\"Newsletter Read\",\"properties\":%s}".formatted(HEAD, properties),
                Reason.INVALID_PROPERTIES,
                "properties");
    }

    @Test
    void products_of_another_type_are_refused_with_their_path() {
        assertRefused(
                order("\"total\": 1, \"products\": {}"),
                Reason.INVALID_PROPERTIES,
                "properties.products");
        assertRefused(
                event("Cart Viewed", "\"products\": [{}, null]"),
                Reason.INVALID_PROPERTIES,
                "properties.products[1]");
        assertRefused(
                order("\"total\": 1, \"coupon\": 5"),
                Reason.INVALID_PROPERTIES,
                "properties.coupon");
    }

    @Test
    void a_timestamp_that_is_absent_or_unreadable_is_refused() {
        assertRefused("{\"messageId\":\"m\"}", Reason.INVALID_TIMESTAMP, "timestamp");
        for (String timestamp :
                new String[] {
                    "null", "1323435000000", "\"\"", "\"2011-12-09\"", "\"2011-02-29T00:00:00Z\""
                }) {
            assertRefused(
                    "{\"messageId\":\"m\",\"timestamp\":%s}".formatted(timestamp),
                    Reason.INVALID_TIMESTAMP,
                    "timestamp");
        }
    }

    @Test
    void an_event_more_than_the_allowed_time_ahead_of_its_record_is_refused() {
        byte[] event = "{%s}".formatted(HEAD).getBytes(UTF_8);
        long record = NOON.minus(Duration.ofHours(1)).toEpochMilli();
        assertThat(parser.parse(event, record)).isInstanceOf(Parsed.Accepted.class);
        assertThat(parser.parse(event, Long.MAX_VALUE)).isInstanceOf(Parsed.Accepted.class);
        assertThat(parser.parse(event)).isInstanceOf(Parsed.Accepted.class);
        assertThat(parser.parse(event, record - 1))
                .isEqualTo(
                        new Parsed.Refused(
                                new Refusal(
                                        Reason.TIMESTAMP_AHEAD,
                                        "timestamp",
                                        "timestamp is 2011-12-09T12:00:00Z, expected at most PT1H"
                                                + " after the record's own 2011-12-09T10:59:59.999Z")));
        assertThat(parser.parse(event, Long.MIN_VALUE)).isInstanceOf(Parsed.Refused.class);
    }

    @Test
    void an_amount_above_ten_to_the_twelve_minor_units_is_refused() {
        assertThat(amount(order("\"products\": [{\"price\": 1e10}]")))
                .isEqualTo(1_000_000_000_000L);
        assertThat(
                        assertRefused(
                                order("\"products\": [{\"price\": 1e10}, {\"price\": 0.01}]"),
                                Reason.INVALID_AMOUNT,
                                "properties.products"))
                .isEqualTo(
                        "properties.products is 10000000000.01 GBP in all, expected at most"
                                + " 10000000000.00");
        assertRefused(
                order("\"products\": [{\"price\": 1e10, \"quantity\": 1e9}]"),
                Reason.INVALID_AMOUNT,
                "properties.products");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"x\"",
                "[]",
                "[{}]",
                "{",
                "{\"a\":",
                "{}{}",
                "{} x",
                "{}}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{\"a\":\"\n\"}",
                "// {}",
                "{\"a\":\"\\x\"}",
                "{} null",
                "{}\u0000",
                "\u00ef"
            })
    void what_is_not_one_json_object_is_refused(String record) {
        assertRefused(record, Reason.NOT_JSON, "");
    }

    @Test
    void other_encodings_are_refused_and_a_byte_order_mark_is_not() {
        String event = "{%s,\"name\":\"café\"}".formatted(HEAD);
        assertThat(refusal(parser.parse(event.getBytes(UTF_16))).reason())
                .isEqualTo(Reason.NOT_JSON);
        assertThat(refusal(parser.parse(event.getBytes(UTF_16LE))).reason())
                .isEqualTo(Reason.NOT_JSON);
        assertThat(refusal(parser.parse(event.getBytes(ISO_8859_1))).reason())
                .isEqualTo(Reason.NOT_JSON);
        assertThat(parser.parse(("\uFEFF" + event + " \r\n\t").getBytes(UTF_8)))
                .isInstanceOf(Parsed.Accepted.class);
    }

    @Test
    void a_record_of_more_than_a_mebibyte_is_refused_unread() {
        byte[] event = "{%s}".formatted(HEAD).getBytes(UTF_8);
        byte[] padded = Arrays.copyOf(event, EventParser.MOST_BYTES);
        Arrays.fill(padded, event.length, padded.length, (byte) ' ');
        assertThat(parser.parse(padded)).isInstanceOf(Parsed.Accepted.class);
        assertThat(parser.parse(new byte[EventParser.MOST_BYTES + 1]))
                .isEqualTo(
                        new Parsed.Refused(
                                new Refusal(
                                        Reason.TOO_LARGE,
                                        "",
                                        "the record has 1048577 bytes, expected at most 1048576")));
    }

    @Test
    void messages_stay_on_one_line_and_show_no_control_characters() {
        String message =
                assertRefused(
                        order("\"total\": \"1\\n\\u001b[31m\\u2028\\ud800\""),
                        Reason.INVALID_AMOUNT,
                        "properties.total");
        assertThat(message)
                .startsWith("properties.total is \"1\\u000a\\u001b[31m\\u2028\\ud800\", expected");
    }

    @Test
    void a_negative_allowance_is_no_allowance() {
        assertThatThrownBy(() -> new EventParser(EventSamples.POUNDS, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxAhead: PT-0.001S");
    }

    private static String order(String properties) {
        return event("Order Completed", properties);
    }

    private static String event(String name, String properties) {
        return "{%s,\"type\":\"track\",\"event\":\"%s\",\"properties\":{%s}}"
                .formatted(HEAD, name, properties);
    }

    private long amount(String order) {
        return ((OrderCompleted) accepted(order)).amount();
    }

    private CommerceEvent accepted(String record) {
        Parsed parsed = parser.parse(record.getBytes(UTF_8));
        assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
        return ((Parsed.Accepted) parsed).event();
    }

    private String assertRefused(String record, Reason reason, String field) {
        Refusal refusal = refusal(parser.parse(record.getBytes(UTF_8)));
        assertThat(refusal.reason()).as(refusal.message()).isEqualTo(reason);
        assertThat(refusal.field()).as(refusal.message()).isEqualTo(field);
        assertThat(refusal.message()).contains(", expected ").doesNotContainPattern("\\p{Cntrl}");
        return refusal.message();
    }

    private static Refusal refusal(Parsed parsed) {
        assertThat(parsed).isInstanceOf(Parsed.Refused.class);
        return ((Parsed.Refused) parsed).refusal();
    }
}
