package io.clientele.job.alert.channel;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt to send a message. No text of it holds a secret. */
public sealed interface Outcome {

    /** What the other side said, or what was seen. */
    String answer();

    /** The other side has it. */
    record Delivered(String answer) implements Outcome {}

    /** The other side will not take this message, now or later. */
    record Refused(String answer) implements Outcome {}

    /**
     * The other side is away, overloaded or unwell, or does not know us yet: it may take the
     * message later.
     *
     * @param retryAfter how long it asks us to wait
     */
    record Unavailable(String answer, Optional<Duration> retryAfter) implements Outcome {}
}
