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
    void version_1_stays_as_it_is() throws IOException {
        CommerceEvent order = new OrderCompleted(HEADER, "536365", 1530, 306, 450, 0, "X\u20ac", 6);
        assertThat(HexFormat.of().formatHex(written(order)))
                .isEqualTo(
                        "01066d2d310a31373835308083fcad844d0c353336333635fa0bb202c2030005005820ac06");
        assertThat(written(new Interaction(HEADER, EventType.CART_VIEWED))).hasSize(17);
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
        assertThatThrownBy(() -> read(2, new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessage("version of an event: 2, expected 1");
        assertThatThrownBy(() -> read(1, new byte[] {0x3f}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("type of an event: 63");
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
                                headers, texts, amounts, amounts, amounts, amounts, texts, amounts)
                        .as(OrderCompleted::new);
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
                                        .filter(type -> !type.name().startsWith("ORDER_")))
                        .as(Interaction::new);
        return Arbitraries.oneOf(completed, refunded, cancelled, cancelledByNumber, interactions);
    }
}
