package io.clientele.analytics.event;

/**
 * Who did something, and when.
 *
 * @param messageId identifies the message; a repetition of it is a duplicate; 1 to 256 characters
 * @param identity whose it is; never empty
 * @param kind where the identity comes from
 * @param timestamp event time, milliseconds since 1970-01-01T00:00:00Z, possibly negative
 */
public record EventHeader(String messageId, String identity, IdentityKind kind, long timestamp) {

    /** Where an event's identity comes from. */
    public enum IdentityKind {
        /** {@code userId}: a known customer. */
        USER,
        /** {@code anonymousId}: a visitor; counts in the KPIs and makes no profile. */
        ANONYMOUS,
        /** Neither was given, the {@code messageId} stands in: counts in the KPIs. */
        MESSAGE
    }

    /** Whether a known customer did it, so that it makes a profile. */
    public boolean identified() {
        return kind == IdentityKind.USER;
    }

    /** What events are partitioned by: visitors never meet a customer of the same name. */
    public String key() {
        return identified() ? identity : '\0' + identity;
    }
}
