package io.clientele.job.alert.pagerduty;

import io.clientele.job.alert.channel.Channel;
import io.clientele.job.alert.channel.ChannelAddress;
import java.net.URI;
import java.time.Duration;

/**
 * A service's integration with the Events API v2.
 *
 * @param url of the API
 * @param routingKey the integration's key, never shown
 */
public record PagerDutyAddress(URI url, String routingKey) implements ChannelAddress {

    /** PagerDuty's own address of the API. */
    public static final URI EVENTS_API = URI.create("https://events.pagerduty.com/v2/enqueue");

    @Override
    public Channel open(Duration timeout) {
        return new PagerDutyChannel(this, timeout);
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public String toString() {
        return "PagerDutyAddress[%s, routing key ***]".formatted(url.getHost());
    }
}
