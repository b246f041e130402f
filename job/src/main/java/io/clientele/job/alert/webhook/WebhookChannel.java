package io.clientele.job.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertJson;
import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.alert.channel.Channel;
import io.clientele.job.alert.channel.JsonPost;
import io.clientele.job.alert.channel.Outcome;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Sends alerts as they are in the topic, signed. */
final class WebhookChannel implements Channel {

    private final WebhookSignature signature;
    private final JsonPost post;

    WebhookChannel(WebhookAddress address, Duration timeout) {
        signature = new WebhookSignature(address.secret());
        post = new JsonPost(address.url(), timeout, address.secret());
    }

    @Override
    public CompletableFuture<Outcome> send(AlertMessage message, Instant now) {
        byte[] body = body(message);
        return post.send(body, signature.headers(message.key(), now, body));
    }

    /** The body: {@code type}, {@code timestamp} and {@code data}, as Standard Webhooks advises. */
    static byte[] body(AlertMessage message) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1_024);
        body.writeBytes(
                "{\"type\":\"alert.raised\",\"timestamp\":\"%s\",\"data\":{\"count\":%d,\"alerts\":["
                        .formatted(message.foremost().time(), message.alerts().size())
                        .getBytes(UTF_8));
        boolean first = true;
        for (Alert alert : message.alerts()) {
            if (!first) {
                body.write(',');
            }
            first = false;
            body.writeBytes(AlertJson.write(alert));
        }
        body.writeBytes("]}}".getBytes(UTF_8));
        return body.toByteArray();
    }

    @Override
    public void close() {
        post.close();
    }
}
