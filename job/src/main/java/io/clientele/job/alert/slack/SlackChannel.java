package io.clientele.job.alert.slack;

import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.alert.channel.Channel;
import io.clientele.job.alert.channel.JsonPost;
import io.clientele.job.alert.channel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Posts alerts as messages of blocks. */
final class SlackChannel implements Channel {

    private final JsonPost post;

    SlackChannel(SlackAddress address, Duration timeout) {
        post = new JsonPost(address.url(), timeout);
    }

    @Override
    public CompletableFuture<Outcome> send(AlertMessage message, Instant now) {
        return post.send(SlackBlocks.body(message), Map.of());
    }

    @Override
    public void close() {
        post.close();
    }
}
