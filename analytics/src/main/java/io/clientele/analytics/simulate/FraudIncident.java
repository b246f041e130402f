package io.clientele.analytics.simulate;

/**
 * One planted fraud: the cause of its events.
 *
 * @param number from 1 on
 * @param kind what it is
 * @param account of whom the account is
 * @param customerId the {@code userId} of the account
 * @param orders how many orders belong to it
 * @param refunds how many of these are refunded
 */
public record FraudIncident(
        long number, FraudKind kind, Account account, String customerId, int orders, int refunds)
        implements Cause {

    /** Whose account is used. */
    public enum Account {
        /** Opened for the fraud; there is no customer behind it. */
        NEW,
        /** A customer's. */
        EXISTING
    }
}
