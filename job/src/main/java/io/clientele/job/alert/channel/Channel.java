package io.clientele.job.alert.channel;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** One way to people, open. Sending never makes the caller wait. */
public interface Channel extends AutoCloseable {

    /**
     * Attempts once to send a message.
     *
     * @param now the time that the message is signed or dated with
     * @return what became of it, at the latest when the channel's timeout is over; never completed
     *     with an exception because of the network or the other side
     */
    CompletableFuture<Outcome> send(AlertMessage message, Instant now);

    /** Ends attempts that are under way. */
    @Override
    void close();
}
