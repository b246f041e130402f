package io.clientele.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.analytics.event.EventHeader.IdentityKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CommerceEventCodecTest {

    private static final EventHeader HEADER =
            new EventHeader("m-1", "17850", IdentityKind.USER, 1_323_435_000_000L);

    private final CommerceEventCodec codec = new CommerceEventCodec();

    @Property(tries = 3_000, seed = "13")
    void what_is_written_is_read_again(@ForAll("events") CommerceEvent event) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(written(event)));
        assertThat(codec.read(codec.version(), in)).isEqualTo(event);
        assertThat(in.read()).as("bytes left").isEqualTo(-1);
    }

    /** The form that state is kept in: a change needs a new version. */
    @Test
    void version_1_is_read_and_without_details_still_written() throws IOException {
        CommerceEvent order = new OrderCompleted(HEADER, "536365", 1530, 306, 450, 0, "X\u20ac", 6);
        String version1 =
                "01066d2d310a31373835308083fcad844d0c353336333635fa0bb202c2030005005820ac06";
        assertThat(HexFormat.of().formatHex(written(order))).isEqualTo(version1);
        assertThat(read(1, HexFormat.of().parseHex(version1))).isEqualTo(order);
        assertThat(written(new Interaction(HEADER, EventType.CART_VIEWED))).hasSize(17);
    }

    @Test
    void version_2_stays_as_it_is() throws IOException {
        Product hanger = new Product("85123A", "Decoration", "", OptionalLong.of(255));
        CommerceEvent order =
                new OrderCompleted(
                        HEADER,
                        "536365",
                        1530,
                        0,
                        0,
                        0,
                        "",
                        6,
                        new OrderDetails("GB", "web", List.of(new OrderLine(hanger, 6)), 1));
        assertThat(HexFormat.of().formatHex(written(order)))
                .isEqualTo(
                        "21066d2d310a31373835308083fcad844d0c353336333635fa0b000000000604474206776562"
                                + "01010c383531323341144465636f726174696f6e00800206");
        CommerceEvent view = new Interaction(HEADER, EventType.PRODUCT_VIEWED, hanger);
        assertThat(HexFormat.of().formatHex(written(view)))
                .isEqualTo(
                        "24066d2d310a31373835308083fcad844d0c383531323341144465636f726174696f6e008002");
    }

    @Test
    void every_type_and_kind_is_read_as_it_was_written() throws IOException {
        for (EventType type : EventType.values()) {
            for (IdentityKind kind : IdentityKind.values()) {
                EventHeader header = new EventHeader("m", "i", kind, 0);
                CommerceEvent event =
                        switch (type) {
                            case ORDER_COMPLETED ->
                                    new OrderCompleted(header, "", 0, 0, 0, 0, "", 0);
                            case ORDER_REFUNDED -> new OrderRefunded(header, "", 0);
                            case ORDER_CANCELLED ->
                                    new OrderCancelled(header, "", OptionalLong.empty());
                            default -> new Interaction(header, type);
                        };
                assertThat(read(1, written(event))).isEqualTo(event);
            }
        }
    }

    @Test
    void what_was_not_written_here_is_said_to_be_so() {
        assertThatThrownBy(() -> read(3, new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessage("version of an event: 3, expected 1 to 2");
        assertThatThrownBy(() -> read(1, new byte[] {0x1f}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("type of an event: 31");
        assertThatThrownBy(() -> read(1, new byte[] {(byte) 0xc0}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("kind of an identity: 3");
        assertThatThrownBy(
                        () ->
                                read(
                                        1,
                                        new byte[] {
                                            0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x7f
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected at most 65536");
    }

    private CommerceEvent read(int version, byte[] bytes) throws IOException {
        return codec.read(version, new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private byte[] written(CommerceEvent event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(event, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Provide
    Arbitrary<CommerceEvent> events() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(512);
        Arbitrary<String> names =
                Arbitraries.oneOf(
                        texts.filter(text -> !text.isEmpty()),
                        Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(40));
        Arbitrary<Long> amounts = Arbitraries.longs().greaterOrEqual(0);
        Arbitrary<EventHeader> headers =
                Combinators.combine(
                                names,
                                names,
                                Arbitraries.of(IdentityKind.class),
                                Arbitraries.longs())
                        .as(
                                (message, identity, kind, time) ->
                                        new EventHeader(
                                                message,
                                                kind == IdentityKind.MESSAGE ? message : identity,
                                                kind,
                                                time));
        Arbitrary<CommerceEvent> completed =
                Combinators.combine(
                                headers, texts, amounts, amounts, amounts, amounts, texts,
                                details())
                        .as(
                                (header, id, amount, tax, shipping, discount, coupon, details) ->
                                        new OrderCompleted(
                                                header,
                                                id,
                                                amount,
                                                tax,
                                                shipping,
                                                discount,
                                                coupon,
                                                amount % 100,
                                                details));
        Arbitrary<CommerceEvent> refunded =
                Combinators.combine(headers, texts, amounts).as(OrderRefunded::new);
        Arbitrary<CommerceEvent> cancelled =
                Combinators.combine(headers, texts, amounts.map(OptionalLong::of))
                        .as(OrderCancelled::new);
        Arbitrary<CommerceEvent> cancelledByNumber =
                Combinators.combine(headers, texts)
                        .as((header, id) -> new OrderCancelled(header, id, OptionalLong.empty()));
        Arbitrary<CommerceEvent> interactions =
                Combinators.combine(
                                headers,
                                Arbitraries.of(EventType.class)
                                        .filter(type -> !type.name().startsWith("ORDER_")),
                                Arbitraries.oneOf(Arbitraries.just(Product.UNKNOWN), products()))
                        .as(Interaction::new);
        return Arbitraries.oneOf(completed, refunded, cancelled, cancelledByNumber, interactions);
    }

    private static Arbitrary<OrderDetails> details() {
        Arbitrary<OrderLine> lines =
                Combinators.combine(products(), Arbitraries.longs().between(0, 1_000_000_000))
                        .as(OrderLine::new);
        Arbitrary<OrderDetails> details =
                Combinators.combine(
                                Arbitraries.strings().ofMaxLength(256),
                                Arbitraries.strings().ofMaxLength(256),
                                lines.list().ofMaxSize(5),
                                Arbitraries.longs().between(0, 200_000))
                        .as(OrderDetails::new);
        return Arbitraries.oneOf(Arbitraries.just(OrderDetails.NONE), details);
    }

    private static Arbitrary<Product> products() {
        return Combinators.combine(
                        Arbitraries.strings().ofMaxLength(256),
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.longs().between(-1, 1_000_000_000_000L))
                .as(
                        (id, category, brand, price) ->
                                new Product(
                                        id,
                                        category,
                                        brand,
                                        price < 0 ? OptionalLong.empty() : OptionalLong.of(price)));
    }
}
