package io.clientele.analytics.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The parser's sums against the plain ones of {@link BigDecimal}. */
class AmountTest {

    private final EventParser parser = new EventParser(EventSamples.POUNDS, Duration.ZERO);

    @Property(tries = 3_000, seed = "12")
    void an_order_is_the_exact_sum_rounded_once(
            @ForAll("lines") List<Line> lines, @ForAll("currencies") String currency) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal units = BigDecimal.ZERO;
        List<String> products = new ArrayList<>();
        for (Line line : lines) {
            sum = sum.add(new BigDecimal(line.price).multiply(new BigDecimal(line.quantity)));
            units = units.add(new BigDecimal(line.quantity));
            products.add(
                    "{\"price\":%s,\"quantity\":\"%s\"}"
                            .formatted(line.price, new BigDecimal(line.quantity).toPlainString()));
        }
        BigDecimal rate = EventSamples.POUNDS.rates().getOrDefault(currency, BigDecimal.ONE);
        long expected =
                sum.multiply(rate)
                        .movePointRight(2)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValue();
        Parsed parsed =
                parser.parse(
                        "{\"messageId\":\"m\",\"timestamp\":\"2011-12-09T12:00:00Z\",\"event\":\"Order Completed\",\"properties\":{\"currency\":\"%s\",\"products\":%s}}"
                                .formatted(currency, products)
                                .getBytes(UTF_8));
        if (expected > ExactSum.MOST_MINOR_UNITS) {
            assertThat(parsed).isInstanceOf(Parsed.Refused.class);
        } else {
            OrderCompleted order = (OrderCompleted) ((Parsed.Accepted) parsed).event();
            assertThat(order.amount()).isEqualTo(expected);
            assertThat(order.units())
                    .isEqualTo(units.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
        }
    }

    /** A price and a quantity as they are written. */
    record Line(String price, String quantity) {}

    @Provide
    Arbitrary<List<Line>> lines() {
        Arbitrary<BigDecimal> cents =
                Arbitraries.bigDecimals()
                        .between(BigDecimal.ZERO, BigDecimal.valueOf(1000))
                        .ofScale(2);
        Arbitrary<BigDecimal> ties =
                Arbitraries.integers().between(0, 400).map(n -> BigDecimal.valueOf(5L * n, 3));
        Arbitrary<BigDecimal> anything =
                Arbitraries.bigDecimals()
                        .between(BigDecimal.ZERO, BigDecimal.TEN.pow(10))
                        .ofScale(25);
        Arbitrary<String> prices =
                Arbitraries.frequencyOf(
                                Tuple.of(6, cents), Tuple.of(3, ties), Tuple.of(1, anything))
                        .map(BigDecimal::toString);
        Arbitrary<String> quantities =
                Arbitraries.frequencyOf(
                                Tuple.of(
                                        6,
                                        Arbitraries.integers()
                                                .between(1, 50)
                                                .map(BigDecimal::valueOf)),
                                Tuple.of(
                                        2,
                                        Arbitraries.integers()
                                                .between(1, 5000)
                                                .map(n -> BigDecimal.valueOf(n, 3))),
                                Tuple.of(
                                        1,
                                        Arbitraries.integers()
                                                .between(1, 1_000_000_000)
                                                .map(BigDecimal::valueOf)))
                        .map(BigDecimal::toString);
        return Combinators.combine(prices, quantities)
                .as(Line::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> currencies() {
        return Arbitraries.of("GBP", "EUR", "JPY");
    }
}
