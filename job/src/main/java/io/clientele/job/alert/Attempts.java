package io.clientele.job.alert;

import io.clientele.job.alert.channel.Channel;
import io.clientele.job.alert.channel.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The attempts that are under way. They are not in state: after a failure they are made again. */
final class Attempts implements AutoCloseable {

    private record Attempt(long started, CompletableFuture<Outcome> outcome) {}

    /** An attempt that has ended. */
    record Ended(long number, long started, Outcome outcome) {}

    private final Channel channel;
    private final Map<Long, Attempt> underWay = new TreeMap<>();

    Attempts(Channel channel) {
        this.channel = channel;
    }

    int count() {
        return underWay.size();
    }

    boolean include(long number) {
        return underWay.containsKey(number);
    }

    void start(long number, PendingMessage pending, long now) {
        underWay.put(
                number,
                new Attempt(now, channel.send(pending.message(), Instant.ofEpochMilli(now))));
    }

    /** Those that have ended since the last call, in the order of their messages. */
    List<Ended> ended() {
        List<Ended> ended = new ArrayList<>();
        underWay.forEach(
                (number, attempt) -> {
                    if (attempt.outcome().isDone()) {
                        ended.add(new Ended(number, attempt.started(), outcome(attempt)));
                    }
                });
        ended.forEach(one -> underWay.remove(one.number()));
        return ended;
    }

    /** A message that cannot be put in the channel's form is that message's fault alone. */
    private static Outcome outcome(Attempt attempt) {
        try {
            return attempt.outcome().join();
        } catch (CompletionException failed) {
            return new Outcome.Refused("not sent: " + failed.getCause());
        }
    }

    @Override
    public void close() {
        underWay.values().forEach(attempt -> attempt.outcome().cancel(true));
        channel.close();
    }
}
