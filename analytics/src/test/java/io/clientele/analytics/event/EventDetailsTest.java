package io.clientele.analytics.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What events say beside what is checked: kept where it is wanted, never a reason to refuse. */
class EventDetailsTest {

    private static final String HEAD =
            "\"messageId\":\"m\",\"userId\":\"c\",\"timestamp\":\"2011-12-09T12:00:00Z\"";

    private final EventParser parser =
            new EventParser(EventSamples.POUNDS, Duration.ofHours(1), Detail.FULL);
    private final EventParser moneyOnly =
            new EventParser(EventSamples.POUNDS, Duration.ofHours(1), Detail.MONEY_ONLY);

    @Test
    void an_order_keeps_its_lines_in_minor_units_of_the_reporting_currency() {
        OrderDetails details =
                order(
                        """
                        "products": [
                          {"product_id": "85123A", "sku": "x", "category": "Decoration",
                           "brand": "Lumen", "price": 10, "quantity": 2},
                          {"sku": 22423, "price": "0.5", "quantity": 0.5},
                          {}],
                        "currency": "EUR", "total": 20, "country": "France", "channel": "app"
                        """);
        assertThat(details)
                .isEqualTo(
                        new OrderDetails(
                                "France",
                                "app",
                                List.of(
                                        new OrderLine(
                                                new Product(
                                                        "85123A",
                                                        "Decoration",
                                                        "Lumen",
                                                        OptionalLong.of(850)),
                                                2),
                                        new OrderLine(
                                                new Product("22423", "", "", OptionalLong.of(42)),
                                                0),
                                        new OrderLine(Product.UNKNOWN, 1)),
                                3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Product Viewed",
                "Product Added",
                "Product Removed",
                "Product Reviewed",
            })
    void an_event_about_an_article_keeps_it(String name) {
        assertThat(
                        interaction(
                                name,
                                "\"product_id\":7,\"category\":\"Lamps\",\"brand\":\"Lumen\",\"price\":2.55"))
                .isEqualTo(new Product("7", "Lamps", "Lumen", OptionalLong.of(255)));
    }

    @ParameterizedTest
    @CsvSource({"EUR,217", "eur,217", "USD,", "pounds,"})
    void a_price_in_a_currency_that_is_not_known_is_not_known(String currency, Long price) {
        assertThat(
                        interaction(
                                        "Product Viewed",
                                        "\"price\":2.55,\"product_id\":\"a\",\"currency\":\"%s\""
                                                .formatted(currency))
                                .price())
                .isEqualTo(price == null ? OptionalLong.empty() : OptionalLong.of(price));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"country\":\"FR\",\"channel\":\"app\"} | FR | app",
                "{} | DE | web",
                "{\"country\":null,\"channel\":\" \"} | DE | web",
                "{\"country\":[\"FR\"],\"channel\":true} | DE | web",
            })
    void country_and_channel_are_the_properties_or_else_those_of_the_call(
            String properties, String country, String channel) {
        String json =
                "{%s,\"event\":\"Order Completed\",\"channel\":\"web\",\"context\":{\"locale\":\"en-US\",\"location\":{\"city\":\"Ulm\",\"country\":\"DE\"}},\"properties\":{\"total\":1,%s}"
                        .formatted(HEAD, properties.substring(1));
        OrderDetails details = details(json.replace(",}", "}"));
        assertThat(details.country()).isEqualTo(country);
        assertThat(details.channel()).isEqualTo(channel);
    }

    @Test
    void what_is_not_said_stays_absent() {
        assertThat(order("\"total\":1")).isEqualTo(OrderDetails.NONE);
        assertThat(order("\"total\":1,\"products\":[]")).isEqualTo(OrderDetails.NONE);
        assertThat(interaction("Product Viewed", "\"name\":\"Lamp\"")).isEqualTo(Product.UNKNOWN);
    }

    @Test
    void texts_are_cut_at_256_characters_and_lines_at_100_but_counted() {
        String smiles = "\uD83D\uDE00".repeat(300);
        OrderDetails details =
                order(
                        "\"total\":1,\"country\":\"%s\",\"channel\":\"%s\",\"products\":[%s{}]"
                                .formatted(smiles, "x".repeat(257), "{\"price\":1},".repeat(149)));
        assertThat(details.country()).isEqualTo("\uD83D\uDE00".repeat(256));
        assertThat(details.channel()).isEqualTo("x".repeat(256));
        assertThat(details.lines()).hasSize(OrderDetails.MOST_LINES);
        assertThat(details.lineCount()).isEqualTo(150);
    }

    @Test
    void nothing_of_a_record_is_left_for_the_next() {
        order("\"country\":\"FR\",\"channel\":\"app\",\"products\":[{\"sku\":\"a\",\"price\":1}]");
        assertThat(order("\"total\":1,\"products\":[{}]").lines())
                .containsExactly(new OrderLine(Product.UNKNOWN, 1));
        assertThat(interaction("Product Viewed", "")).isEqualTo(Product.UNKNOWN);
    }

    @Test
    void of_properties_given_twice_the_last_count() {
        String json =
                "{%s,\"event\":\"Product Viewed\",\"properties\":{\"brand\":\"a\"},\"properties\":{\"sku\":1}}"
                        .formatted(HEAD);
        assertThat(((Interaction) accepted(parser, json)).product())
                .isEqualTo(new Product("1", "", "", OptionalLong.empty()));
    }

    @Test
    void a_parser_that_is_to_keep_money_only_gives_the_same_without_details() {
        EventSamples samples = new EventSamples(21);
        Random random = new Random(22);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] record =
                    (random.nextInt(4) == 0 ? samples.sound() : samples.odd()).getBytes(UTF_8);
            if (random.nextInt(4) == 0) {
                record[random.nextInt(record.length)] = (byte) random.nextInt(256);
            }
            Parsed full = parser.parse(record);
            refused += full instanceof Parsed.Refused ? 1 : 0;
            assertThat(moneyOnly.parse(record))
                    .as(new String(record, UTF_8))
                    .isEqualTo(withoutDetails(full));
        }
        assertThat(refused).isBetween(5_000, 15_000);
    }

    private static Parsed withoutDetails(Parsed parsed) {
        if (!(parsed instanceof Parsed.Accepted accepted)) {
            return parsed;
        }
        CommerceEvent event = accepted.event();
        if (event instanceof OrderCompleted order) {
            event =
                    new OrderCompleted(
                            order.header(),
                            order.orderId(),
                            order.amount(),
                            order.tax(),
                            order.shipping(),
                            order.discount(),
                            order.coupon(),
                            order.units());
        } else if (event instanceof Interaction interaction) {
            event = new Interaction(interaction.header(), interaction.type());
        }
        return new Parsed.Accepted(event);
    }

    private OrderDetails order(String properties) {
        return details(
                "{%s,\"event\":\"Order Completed\",\"properties\":{%s}}"
                        .formatted(HEAD, properties));
    }

    private OrderDetails details(String json) {
        return ((OrderCompleted) accepted(parser, json)).details();
    }

    private Product interaction(String name, String properties) {
        return ((Interaction)
                        accepted(
                                parser,
                                "{%s,\"event\":\"%s\",\"properties\":{%s}}"
                                        .formatted(HEAD, name, properties)))
                .product();
    }

    private static CommerceEvent accepted(EventParser parser, String json) {
        Parsed parsed = parser.parse(json.getBytes(UTF_8));
        assertThat(parsed).as(json).isInstanceOf(Parsed.Accepted.class);
        return ((Parsed.Accepted) parsed).event();
    }
}
