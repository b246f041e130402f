package io.clientele.analytics.simulate;

/** The kinds of fraud that can be planted. */
public enum FraudKind {
    /** A new account makes many small orders in minutes, to see which stolen cards still work. */
    CARD_TESTING,

    /**
     * Somebody else orders on a customer's account: dear things, unlike the customer's, at once.
     */
    ACCOUNT_TAKEOVER,

    /** A new account orders for weeks and sends nearly everything back. */
    REFUND_ABUSE
}
