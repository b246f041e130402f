package io.clientele.job.alert.webhook;

import io.clientele.job.alert.channel.Channel;
import io.clientele.job.alert.channel.ChannelAddress;
import java.net.URI;
import java.time.Duration;

/**
 * An HTTP server and what it verifies our messages with.
 *
 * @param url which may hold a token, and is never shown
 * @param secret {@code whsec_} and base64, as Standard Webhooks has it
 */
public record WebhookAddress(URI url, String secret) implements ChannelAddress {

    @Override
    public Channel open(Duration timeout) {
        return new WebhookChannel(this, timeout);
    }

    @Override
    public int width() {
        return 8;
    }

    @Override
    public String toString() {
        return "WebhookAddress[%s, secret ***]".formatted(url.getHost());
    }
}
