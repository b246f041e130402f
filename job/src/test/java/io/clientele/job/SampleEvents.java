package io.clientele.job;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.EventHeader;
import io.clientele.analytics.event.EventHeader.IdentityKind;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.event.Interaction;
import io.clientele.analytics.event.OrderCancelled;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderRefunded;
import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.job.ingest.Admitted;
import io.clientele.job.ingest.DeadLetter;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.ingest.RecordPosition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** Events as tests need them. Days are counted from 2026-01-01. */
public final class SampleEvents {

    public static final long HOUR = 3_600_000L;
    public static final long DAY = 24 * HOUR;

    /** The number of 2026-01-01 since 1970-01-01. */
    public static final long FIRST_DAY = 20_454;

    /** Of a stream without an end, in the shop's default zone. */
    public static final Settings LIVE = Settings.live(ReportingCurrency.only("EUR"));

    private SampleEvents() {}

    /** An instant of a day, which counts from 0. */
    public static long at(int day, int hour) {
        return (FIRST_DAY + day) * DAY + hour * HOUR;
    }

    /** The last millisecond of a day. */
    public static long endOf(int day) {
        return at(day + 1, 0) - 1;
    }

    /** An order of 1 unit. */
    public static OrderCompleted order(
            String message, String customer, String orderId, long amount, long time) {
        return new OrderCompleted(header(message, customer, time), orderId, amount, 0, 0, 0, "", 1);
    }

    /** A refund. */
    public static OrderRefunded refund(String message, String customer, long amount, long time) {
        return new OrderRefunded(header(message, customer, time), "", amount);
    }

    /** A cancellation that leaves the amount to its order. */
    public static OrderCancelled cancellation(
            String message, String customer, String orderId, long time) {
        return new OrderCancelled(header(message, customer, time), orderId, OptionalLong.empty());
    }

    /** A visit. */
    public static Interaction visit(String message, String customer, long time) {
        return new Interaction(header(message, customer, time), EventType.PRODUCT_VIEWED);
    }

    /** An order of a visitor whom nobody knows. */
    public static OrderCompleted anonymousOrder(
            String message, String visitor, long amount, long time) {
        return new OrderCompleted(
                new EventHeader(message, visitor, IdentityKind.ANONYMOUS, time),
                "",
                amount,
                0,
                0,
                0,
                "",
                1);
    }

    private static EventHeader header(String message, String customer, long time) {
        return new EventHeader(message, customer, IdentityKind.USER, time);
    }

    /** How an event comes in, the latest of its partition so far. */
    public static Admitted admitted(CommerceEvent event) {
        return admitted(event, event.header().timestamp());
    }

    /** How an event comes in when its partition has come as far as that. */
    public static Admitted admitted(CommerceEvent event, long streamTime) {
        return new Admitted(event, streamTime, arrival(event).ifUnknownOrder());
    }

    /** A record of partition 0 with its dead letter at hand if it depends on an order. */
    public static Incoming.Arrival arrival(CommerceEvent event) {
        Optional<DeadLetter> ifUnknownOrder =
                event instanceof OrderCancelled cancelled && cancelled.amount().isEmpty()
                        ? Optional.of(
                                deadLetter(
                                        cancelled.header().messageId(),
                                        Refusal.Reason.UNKNOWN_ORDER))
                        : Optional.empty();
        return new Incoming.Arrival(event, 0, 0, ifUnknownOrder);
    }

    /** A record that was refused; its bytes are the text. */
    public static DeadLetter deadLetter(String text, Refusal.Reason reason) {
        return DeadLetter.of(
                new byte[0],
                text.getBytes(StandardCharsets.UTF_8),
                new RecordPosition("commerce.events", 0, 7, at(0, 0)),
                new Refusal(reason, "", "sample"));
    }
}
