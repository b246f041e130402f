package io.clientele.job.alert;

import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.alert.channel.Channel;
import io.clientele.job.alert.channel.ChannelAddress;
import io.clientele.job.alert.channel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A channel whose answers a test decides, so that time is the test's alone. */
final class ScriptedChannel implements ChannelAddress {

    private static final long serialVersionUID = 1L;

    /** A message that was sent, and when. */
    record Sent(AlertMessage message, long at) {}

    private final transient List<Sent> sent = new ArrayList<>();
    private transient Function<AlertMessage, CompletableFuture<Outcome>> answers =
            message -> CompletableFuture.completedFuture(new Outcome.Delivered("ok"));
    private int width = 1;

    ScriptedChannel wide(int messages) {
        width = messages;
        return this;
    }

    static Outcome away() {
        return new Outcome.Unavailable("HTTP 503", Optional.empty());
    }

    static Outcome awayFor(Duration time) {
        return new Outcome.Unavailable("HTTP 429", Optional.of(time));
    }

    void answer(Function<AlertMessage, Outcome> outcome) {
        answers = message -> CompletableFuture.completedFuture(outcome.apply(message));
    }

    void answerNothing() {
        answers = message -> new CompletableFuture<>();
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** The customers' numbers of each message, in the order of sending. */
    List<List<Long>> numbers() {
        return sent.stream()
                .map(
                        one ->
                                one.message().alerts().stream()
                                        .map(alert -> (Long) alert.fields().get("number"))
                                        .toList())
                .toList();
    }

    @Override
    public Channel open(Duration timeout) {
        return new Channel() {
            @Override
            public CompletableFuture<Outcome> send(AlertMessage message, Instant now) {
                sent.add(new Sent(message, now.toEpochMilli()));
                return answers.apply(message);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public int width() {
        return width;
    }
}
