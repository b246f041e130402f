package io.clientele.gateway.deadletter;

import java.time.Instant;

/**
 * Why a record was refused, and where it stands.
 *
 * @param reason the reason's code
 * @param field the path of the field; empty where the whole record is meant
 * @param message what was found and what was expected, cut at {@value #LONGEST_MESSAGE} characters
 * @param topic the topic of the refused record
 * @param partition its partition
 * @param offset its offset
 * @param at when the dead letter was written
 */
public record DeadLetter(
        String reason,
        String field,
        String message,
        String topic,
        int partition,
        long offset,
        Instant at) {

    /** How much of a message is kept, in characters. */
    public static final int LONGEST_MESSAGE = 300;
}
