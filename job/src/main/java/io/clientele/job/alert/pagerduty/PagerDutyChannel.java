package io.clientele.job.alert.pagerduty;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clientele.analytics.alert.Alert;
import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.alert.channel.AlertWords;
import io.clientele.job.alert.channel.Channel;
import io.clientele.job.alert.channel.JsonPost;
import io.clientele.job.alert.channel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Triggers incidents; an alert that comes again adds to the same one, by its {@code dedup_key}. */
final class PagerDutyChannel implements Channel {

    private static final int LONGEST_SUMMARY = 1_024;
    private static final int MOST_LISTED = 50;

    private final PagerDutyAddress address;
    private final JsonPost post;

    PagerDutyChannel(PagerDutyAddress address, Duration timeout) {
        this.address = address;
        post = new JsonPost(address.url(), timeout, address.routingKey());
    }

    @Override
    public CompletableFuture<Outcome> send(AlertMessage message, Instant now) {
        return post.send(body(message), Map.of());
    }

    private byte[] body(AlertMessage message) {
        Alert foremost = message.foremost();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("routing_key", address.routingKey());
        body.put("event_action", "trigger");
        body.put("dedup_key", message.key());
        body.put("client", "Clientele");
        ObjectNode payload = body.putObject("payload");
        payload.put("summary", AlertWords.shortened(message.headline(), LONGEST_SUMMARY));
        payload.put("source", "clientele");
        // Clientele's four severities are PagerDuty's own.
        payload.put("severity", message.severity().code());
        payload.put("timestamp", foremost.time().toString());
        payload.put("component", foremost.rule());
        payload.put("group", foremost.kind());
        payload.put("class", foremost.source().code());
        ObjectNode details = payload.putObject("custom_details");
        details.put("count", message.alerts().size());
        details.put("about", AlertWords.subject(foremost));
        details.put("action", foremost.action());
        ObjectNode fields = details.putObject("fields");
        foremost.fields().forEach((name, value) -> fields.put(name, AlertWords.value(value)));
        ArrayNode alerts = details.putArray("alerts");
        message.alerts().stream()
                .limit(MOST_LISTED)
                .forEach(
                        alert ->
                                alerts.addObject()
                                        .put("id", alert.id())
                                        .put("message", alert.message()));
        return body.toString().getBytes(UTF_8);
    }

    @Override
    public void close() {
        post.close();
    }
}
