package io.clientele.job.alert.slack;

import io.clientele.job.alert.channel.Channel;
import io.clientele.job.alert.channel.ChannelAddress;
import java.net.URI;
import java.time.Duration;

/**
 * An incoming webhook.
 *
 * @param url whoever knows it can post, so it is never shown
 */
public record SlackAddress(URI url) implements ChannelAddress {

    @Override
    public Channel open(Duration timeout) {
        return new SlackChannel(this, timeout);
    }

    /** One after the other: Slack takes about one message a second. */
    @Override
    public int width() {
        return 1;
    }

    @Override
    public String toString() {
        return "SlackAddress[%s]".formatted(url.getHost());
    }
}
