package io.clientele.gateway.topic;

/**
 * A record is not what its topic's contract says. The message names the field and what was
 * expected, never the record's content, for it may be a customer's.
 */
public class UnreadableRecordException extends Exception {

    /**
     * @param message the field and what was expected of it
     */
    public UnreadableRecordException(String message) {
        super(message);
    }
}
