package io.clientele.job.alert;

import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.configuration.Configuration;
import io.clientele.configuration.Family;
import io.clientele.configuration.Keys;
import io.clientele.configuration.QuietHours;
import io.clientele.configuration.Rate;
import io.clientele.job.alert.channel.ChannelAddress;
import io.clientele.job.alert.email.EmailAddress;
import io.clientele.job.alert.email.EmailAddress.Protection;
import io.clientele.job.alert.pagerduty.PagerDutyAddress;
import io.clientele.job.alert.slack.SlackAddress;
import io.clientele.job.alert.webhook.WebhookAddress;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A channel: where it leads, and how much of what it takes when.
 *
 * @param name the user's own
 * @param rate the most messages in a time; {@link #NO_LIMIT} for no limit
 * @param groupWindow for how long alerts of a rule are gathered after one; 0 for each by itself
 * @param quiet when only critical alerts come; {@link #NEVER_QUIET} for none
 * @param zone of the quiet hours
 */
public record ChannelSettings(
        String name,
        ChannelAddress address,
        Rate rate,
        Duration groupWindow,
        QuietHours quiet,
        ZoneId zone)
        implements Serializable {

    /** No limit of messages. */
    public static final Rate NO_LIMIT = new Rate(1, Duration.ZERO);

    /** No quiet hours. */
    public static final QuietHours NEVER_QUIET =
            new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    /** A channel without limit, grouping and quiet hours. */
    public static ChannelSettings of(String name, ChannelAddress address) {
        return new ChannelSettings(
                name, address, NO_LIMIT, Duration.ZERO, NEVER_QUIET, ZoneOffset.UTC);
    }

    /** All channels of a configuration that was read for the delivery, by name. */
    public static List<ChannelSettings> of(Configuration configuration) {
        List<ChannelSettings> channels = new ArrayList<>();
        configuration
                .all(Keys.CHANNEL_KIND)
                .forEach((name, kind) -> channels.add(of(name, kind, configuration)));
        return List.copyOf(channels);
    }

    private static ChannelSettings of(String name, String kind, Configuration configuration) {
        return new ChannelSettings(
                name,
                address(name, kind, configuration),
                find(configuration, Keys.CHANNEL_RATE_LIMIT, name).orElse(NO_LIMIT),
                find(configuration, Keys.CHANNEL_GROUP_WINDOW, name).orElse(Duration.ZERO),
                find(configuration, Keys.CHANNEL_QUIET_HOURS, name).orElse(NEVER_QUIET),
                find(configuration, Keys.CHANNEL_ZONE, name).orElse(ZoneOffset.UTC));
    }

    private static ChannelAddress address(String name, String kind, Configuration configuration) {
        return switch (kind) {
            case "webhook" ->
                    new WebhookAddress(
                            get(configuration, Keys.CHANNEL_URL, name),
                            get(configuration, Keys.CHANNEL_SECRET, name));
            case "slack" -> new SlackAddress(get(configuration, Keys.CHANNEL_URL, name));
            case "pagerduty" ->
                    new PagerDutyAddress(
                            find(configuration, Keys.CHANNEL_URL, name)
                                    .orElse(PagerDutyAddress.EVENTS_API),
                            get(configuration, Keys.CHANNEL_ROUTING_KEY, name));
            case "email" -> email(name, configuration);
            default ->
                    throw new IllegalStateException(
                            "%s: \"%s\", expected a kind that the configuration knows"
                                    .formatted(name, kind));
        };
    }

    private static EmailAddress email(String name, Configuration configuration) {
        Protection protection =
                find(configuration, Keys.CHANNEL_TLS, name)
                        .map(tls -> Protection.valueOf(tls.toUpperCase(Locale.ROOT)))
                        .orElse(Protection.STARTTLS);
        return new EmailAddress(
                get(configuration, Keys.CHANNEL_HOST, name),
                find(configuration, Keys.CHANNEL_PORT, name).orElse(protection.port()),
                protection,
                find(configuration, Keys.CHANNEL_USER, name).orElse(""),
                find(configuration, Keys.CHANNEL_PASSWORD, name).orElse(""),
                get(configuration, Keys.CHANNEL_FROM, name),
                get(configuration, Keys.CHANNEL_TO, name));
    }

    private static <T> T get(Configuration configuration, Family<T> family, String name) {
        return find(configuration, family, name)
                .orElseThrow(
                        () -> new IllegalStateException(family.prefix() + name + " is unread"));
    }

    private static <T> Optional<T> find(
            Configuration configuration, Family<T> family, String name) {
        Map<String, T> members = configuration.all(family);
        return Optional.ofNullable(members.get(name));
    }

    /** Until when an alert must wait because of quiet hours; nothing if it need not. */
    Optional<Instant> quietUntil(AlertSeverity severity, Instant now) {
        return severity == AlertSeverity.CRITICAL || quiet.equals(NEVER_QUIET)
                ? Optional.empty()
                : quiet.end(now, zone);
    }
}
