package io.clientele.analytics.event;

/**
 * Why a record was refused.
 *
 * @param field the path of the field, such as {@code properties.products[2].price}; empty where the
 *     whole record is meant
 * @param message one sentence with the value found and what was expected
 */
public record Refusal(Reason reason, String field, String message) {

    /**
     * A refusal of one field that says in a sentence what was found there and what was expected.
     */
    static Refusal of(Reason reason, String field, String found, String expected) {
        return new Refusal(reason, field, field + " is " + found + ", expected " + expected);
    }

    /** The kinds of refusal, the tag {@code reason} of the KPI {@code dead_letters}. */
    public enum Reason {
        NOT_JSON,
        TOO_LARGE,
        INVALID_IDENTITY,
        INVALID_EVENT,
        INVALID_TIMESTAMP,
        TIMESTAMP_AHEAD,
        INVALID_AMOUNT,
        INVALID_QUANTITY,
        UNKNOWN_CURRENCY,
        MISSING_AMOUNT,
        INVALID_PROPERTIES,
        UNKNOWN_ORDER;

        /** The reason as it is written, such as {@code not_json}. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
