package io.clientele.analytics.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.clientele.analytics.event.EventHeader.IdentityKind;
import io.clientele.analytics.event.Refusal.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes an event, or the reason why it is none, of a record's bytes: a Segment e-commerce {@code
 * track} call in JSON, as {@code docs/events.md} describes it. It is strict about what is used and
 * lenient about the rest, and answers whatever the bytes are: it throws on none.
 *
 * <p>One parser serves record after record. It is not thread-safe.
 */
public final class EventParser {

    /** The most bytes of a record: 1 MiB. */
    public static final int MOST_BYTES = 1 << 20;

    private static final int DEEPEST = 1000;
    private static final Duration LONGEST_AHEAD = Duration.ofDays(36_525_000);
    private static final String ONE_OBJECT = ", expected one JSON object in UTF-8";
    private static final String IDENTIFIER =
            "a string of 1 to 256 characters without NUL or unpaired surrogates, or an integer";
    private static final String TIMESTAMP =
            "an RFC 3339 date-time such as \"2011-12-09T12:50:00Z\" or"
                    + " \"2011-12-09T12:50:00.123+01:00\"";

    private final JsonFactory json;
    private final String reportingCode;
    private final int fractionDigits;
    private final Map<String, BigDecimal> rates;
    private final long maxAheadMillis;
    private final RawEvent raw;
    private final Detail detail;
    private final ExactSum sum = new ExactSum();

    /**
     * A parser that keeps what moves money.
     *
     * @param currency what amounts are converted to
     * @param maxAhead how much later than its record an event may be; not negative
     * @throws IllegalArgumentException if {@code maxAhead} is negative
     */
    public EventParser(ReportingCurrency currency, Duration maxAhead) {
        this(currency, maxAhead, Detail.MONEY_ONLY);
    }

    /**
     * A parser.
     *
     * @param currency what amounts are converted to
     * @param maxAhead how much later than its record an event may be; not negative
     * @param detail how much of an event is kept; it changes no verdict
     * @throws IllegalArgumentException if {@code maxAhead} is negative
     */
    public EventParser(ReportingCurrency currency, Duration maxAhead, Detail detail) {
        if (maxAhead.isNegative()) {
            throw new IllegalArgumentException(
                    "maxAhead: %s, expected a duration that is not negative".formatted(maxAhead));
        }
        this.detail = detail;
        this.raw = new RawEvent(detail);
        this.reportingCode = currency.code();
        this.fractionDigits = currency.fractionDigits();
        this.rates = new HashMap<>(currency.rates());
        this.rates.put(reportingCode, BigDecimal.ONE);
        this.maxAheadMillis =
                maxAhead.compareTo(LONGEST_AHEAD) < 0
                        ? maxAhead.toMillis()
                        : LONGEST_AHEAD.toMillis();
        this.json =
                new JsonFactoryBuilder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(DEEPEST)
                                        .maxNumberLength(MOST_BYTES)
                                        .maxNameLength(MOST_BYTES)
                                        .build())
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                        .build();
    }

    /** Parses a record whose own time says nothing, such as a line of a file. */
    public Parsed parse(byte[] record) {
        return parse(record, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * Parses a record that was written at a known time, and refuses it also if the event's
     * timestamp is more than the allowed duration later.
     *
     * @param recordTimestampMillis milliseconds since 1970-01-01T00:00:00Z
     */
    public Parsed parse(byte[] record, long recordTimestampMillis) {
        long latest = recordTimestampMillis + maxAheadMillis;
        return parse(
                record,
                recordTimestampMillis,
                latest < recordTimestampMillis ? Long.MAX_VALUE : latest);
    }

    private Parsed parse(byte[] record, long recordTimestamp, long latest) {
        try {
            read(record);
            return new Parsed.Accepted(judge(recordTimestamp, latest));
        } catch (RefusedException refused) {
            return new Parsed.Refused(refused.refusal());
        }
    }

    private void read(byte[] record) throws RefusedException {
        if (record.length > MOST_BYTES) {
            throw refuse(
                    Reason.TOO_LARGE,
                    "",
                    "the record has %d bytes, expected at most %d"
                            .formatted(record.length, MOST_BYTES));
        }
        if (startsInOtherEncoding(record)) {
            throw notJson("the record is not in UTF-8");
        }
        try (JsonParser parser = json.createParser(record)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw notJson("the record is empty");
            }
            if (first != JsonToken.START_OBJECT) {
                throw notJson("the record is " + Found.at(parser));
            }
            raw.read(parser);
            if (parser.nextToken() != null) {
                throw notJson("after the object follows " + Found.at(parser));
            }
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            String found = Found.shortened(malformed.getOriginalMessage());
            throw notJson(at == null ? found : "at byte " + at.getByteOffset() + ": " + found);
        } catch (IOException malformed) {
            throw notJson(Found.shortened(String.valueOf(malformed.getMessage())));
        }
    }

    /** The JSON parser would take UTF-16 and UTF-32 too, which nothing downstream expects. */
    private static boolean startsInOtherEncoding(byte[] record) {
        for (int i = 0; i < Math.min(4, record.length); i++) {
            if (record[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private CommerceEvent judge(long recordTimestamp, long latest) throws RefusedException {
        EventHeader header = header(recordTimestamp, latest);
        if (!raw.wrongProperties.isEmpty()) {
            throw refuse(Reason.INVALID_PROPERTIES, "properties", raw.wrongProperties, "an object");
        }
        EventType type = raw.track ? raw.event : EventType.OTHER;
        return switch (type) {
            case ORDER_COMPLETED -> completed(header);
            case ORDER_REFUNDED -> refunded(header);
            case ORDER_CANCELLED -> cancelled(header);
            case PRODUCT_VIEWED, PRODUCT_ADDED, PRODUCT_REMOVED, CART_VIEWED, CHECKOUT_STARTED -> {
                checkProducts();
                yield interaction(header, type);
            }
            case PRODUCT_REVIEWED -> interaction(header, type);
            case COUPON_APPLIED,
                    PROMOTION_CLICKED,
                    SUPPORT_TICKET_OPENED,
                    SUPPORT_TICKET_RESOLVED,
                    CAMPAIGN_SENT,
                    CAMPAIGN_OPENED,
                    CAMPAIGN_CLICKED,
                    OTHER ->
                    new Interaction(header, type);
        };
    }

    private EventHeader header(long recordTimestamp, long latest) throws RefusedException {
        String messageId = identifier("messageId", raw.messageId);
        if (messageId.isEmpty()) {
            throw refuse(Reason.INVALID_IDENTITY, "messageId", "absent", IDENTIFIER);
        }
        String userId = identifier("userId", raw.userId);
        String anonymousId = identifier("anonymousId", raw.anonymousId);
        if (raw.track && !raw.wrongEvent.isEmpty()) {
            throw refuse(Reason.INVALID_EVENT, "event", raw.wrongEvent, "a string");
        }
        if (!raw.wrongTimestamp.isEmpty()) {
            throw refuse(Reason.INVALID_TIMESTAMP, "timestamp", raw.wrongTimestamp, TIMESTAMP);
        }
        if (raw.timestamp > latest) {
            throw refuse(
                    Reason.TIMESTAMP_AHEAD,
                    "timestamp",
                    Instant.ofEpochMilli(raw.timestamp).toString(),
                    "at most %s after the record's own %s"
                            .formatted(
                                    Duration.ofMillis(maxAheadMillis),
                                    Instant.ofEpochMilli(recordTimestamp)));
        }
        if (!userId.isEmpty()) {
            return new EventHeader(messageId, userId, IdentityKind.USER, raw.timestamp);
        }
        if (!anonymousId.isEmpty()) {
            return new EventHeader(messageId, anonymousId, IdentityKind.ANONYMOUS, raw.timestamp);
        }
        return new EventHeader(messageId, messageId, IdentityKind.MESSAGE, raw.timestamp);
    }

    private static String identifier(String field, TextField found) throws RefusedException {
        if (!found.wrong().isEmpty()) {
            throw refuse(Reason.INVALID_IDENTITY, field, found.wrong(), IDENTIFIER);
        }
        return found.text();
    }

    private OrderCompleted completed(EventHeader header) throws RefusedException {
        String orderId = text("properties.order_id", raw.orderId, IDENTIFIER);
        String coupon =
                text(
                        "properties.coupon",
                        raw.coupon,
                        "a string of at most 256 characters without NUL or unpaired surrogates");
        BigDecimal rate = checkOrder();
        long amount;
        if (raw.products.arePriced()) {
            amount = minorUnits("properties.products", raw.products.amount(), rate);
        } else if (raw.total.isPresent()) {
            amount = minorUnits("properties.total", raw.total, rate);
        } else {
            throw missingAmount("a price of every product, or a total of the order");
        }
        return new OrderCompleted(
                header,
                orderId,
                amount,
                minorUnits("properties.tax", raw.tax, rate),
                minorUnits("properties.shipping", raw.shipping, rate),
                minorUnits("properties.discount", raw.discount, rate),
                coupon,
                raw.products.isPresent() ? raw.products.units().units() : 0,
                detail == Detail.MONEY_ONLY
                        ? OrderDetails.NONE
                        : raw.details.order(raw.products, rate, fractionDigits));
    }

    private Interaction interaction(EventHeader header, EventType type) {
        return detail == Detail.MONEY_ONLY
                ? new Interaction(header, type)
                : new Interaction(
                        header,
                        type,
                        raw.details.product(raw.price, rateIfKnown(), fractionDigits));
    }

    private OrderRefunded refunded(EventHeader header) throws RefusedException {
        String orderId = text("properties.order_id", raw.orderId, IDENTIFIER);
        BigDecimal rate = checkOrder();
        long amount;
        if (raw.total.isPresent()) {
            amount = minorUnits("properties.total", raw.total, rate);
        } else if (raw.products.arePriced()) {
            amount = minorUnits("properties.products", raw.products.amount(), rate);
        } else {
            throw missingAmount("a total of the refund, or a price of every product");
        }
        return new OrderRefunded(header, orderId, amount);
    }

    private OrderCancelled cancelled(EventHeader header) throws RefusedException {
        String orderId = text("properties.order_id", raw.orderId, IDENTIFIER);
        BigDecimal rate = checkOrder();
        if (raw.total.isPresent()) {
            long amount = minorUnits("properties.total", raw.total, rate);
            return new OrderCancelled(header, orderId, OptionalLong.of(amount));
        }
        if (orderId.isEmpty()) {
            throw refuse(
                    Reason.MISSING_AMOUNT,
                    "properties.total",
                    "absent",
                    "a total of the cancelled order, or its order_id");
        }
        return new OrderCancelled(header, orderId, OptionalLong.empty());
    }

    private static String text(String field, TextField found, String expected)
            throws RefusedException {
        if (!found.wrong().isEmpty()) {
            throw refuse(Reason.INVALID_PROPERTIES, field, found.wrong(), expected);
        }
        return found.text();
    }

    /** Checks all that an order's event may carry, and finds the rate of its currency. */
    private BigDecimal checkOrder() throws RefusedException {
        BigDecimal rate = rate();
        checkAmount("properties.total", raw.total);
        checkAmount("properties.revenue", raw.revenue);
        checkAmount("properties.tax", raw.tax);
        checkAmount("properties.shipping", raw.shipping);
        checkAmount("properties.discount", raw.discount);
        checkProducts();
        return rate;
    }

    private void checkProducts() throws RefusedException {
        checkAmount("properties.price", raw.price);
        check(Reason.INVALID_QUANTITY, "properties.quantity", raw.quantity);
        if (raw.products.refusal().isPresent()) {
            throw new RefusedException(raw.products.refusal().get());
        }
    }

    private static void checkAmount(String field, NumberField found) throws RefusedException {
        check(Reason.INVALID_AMOUNT, field, found);
    }

    private static void check(Reason reason, String field, NumberField found)
            throws RefusedException {
        if (!found.wrong().isEmpty()) {
            throw refuse(reason, field, found.wrong(), found.expectation());
        }
    }

    private Optional<BigDecimal> rateIfKnown() {
        if (!raw.wrongCurrency.isEmpty()) {
            return Optional.empty();
        }
        if (raw.currency.isEmpty() || raw.currency.equals(reportingCode)) {
            return Optional.of(BigDecimal.ONE);
        }
        return Optional.ofNullable(rates.get(upperCase(raw.currency)));
    }

    private BigDecimal rate() throws RefusedException {
        Optional<BigDecimal> known = rateIfKnown();
        if (known.isPresent()) {
            return known.get();
        }
        String found =
                raw.wrongCurrency.isEmpty()
                        ? '"' + Found.shortened(raw.currency) + '"'
                        : raw.wrongCurrency;
        throw refuse(
                Reason.UNKNOWN_CURRENCY,
                "properties.currency",
                found,
                "an ISO 4217 code that is the reporting currency %s or has a rate"
                        .formatted(reportingCode));
    }

    /** Only ASCII letters: the upper case of a dotless i would make another code of the text. */
    private static String upperCase(String code) {
        for (int i = 0; i < code.length(); i++) {
            if (code.charAt(i) > 'z') {
                return code;
            }
        }
        return code.toUpperCase(Locale.ROOT);
    }

    private long minorUnits(String field, NumberField value, BigDecimal rate)
            throws RefusedException {
        if (!value.isPresent()) {
            return 0;
        }
        sum.clear();
        sum.add(value);
        return minorUnits(field, sum, rate);
    }

    private long minorUnits(String field, ExactSum value, BigDecimal rate) throws RefusedException {
        long minorUnits = value.minorUnits(rate, fractionDigits);
        if (minorUnits == ExactSum.TOO_MUCH) {
            throw refuse(
                    Reason.INVALID_AMOUNT,
                    field,
                    "%s %s in all".formatted(value.majorUnits(rate, fractionDigits), reportingCode),
                    "at most %s"
                            .formatted(
                                    BigDecimal.valueOf(ExactSum.MOST_MINOR_UNITS, fractionDigits)
                                            .toPlainString()));
        }
        return minorUnits;
    }

    private RefusedException missingAmount(String expected) {
        String field =
                raw.products.isPresent() ? raw.products.firstAbsentPrice() : "properties.total";
        return refuse(Reason.MISSING_AMOUNT, field, "absent", expected);
    }

    private static RefusedException notJson(String found) {
        return refuse(Reason.NOT_JSON, "", found + ONE_OBJECT);
    }

    private static RefusedException refuse(
            Reason reason, String field, String found, String expected) {
        return new RefusedException(Refusal.of(reason, field, found, expected));
    }

    private static RefusedException refuse(Reason reason, String field, String message) {
        return new RefusedException(new Refusal(reason, field, message));
    }

    /** Ends the judgement of a record; it carries no stack trace, as nothing went wrong here. */
    private static final class RefusedException extends Exception {

        private final transient Refusal refusal;

        RefusedException(Refusal refusal) {
            super(refusal.message(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
