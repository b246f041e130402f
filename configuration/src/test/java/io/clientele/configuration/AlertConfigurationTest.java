package io.clientele.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

class AlertConfigurationTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir private Path folder;
    private Read read;

    @BeforeEach
    void start() {
        read = new Read(folder);
    }

    @Test
    void channels_and_routes_are_read_by_their_names_and_secrets_from_files() throws Exception {
        read.write("url", "https://hooks.slack.com/services/T/B/secret\n");
        Configuration configuration =
                read.of(
                        """
                        alerts:
                          channels:
                            shop-team:
                              kind: slack
                              url-file: %s/url
                              rate-limit: 20/1m
                              group-window: 5m
                              quiet-hours: 22:00-07:00
                              zone: Europe/Berlin
                            soc:
                              kind: webhook
                              url: https://soc.example.org/in?token=abc
                          routes:
                            fraud:
                              severity: error
                              kinds: [fraud]
                              rules: card-*, refund-spree
                              channels: [soc, shop-team]
                        """
                                .formatted(folder),
                        Map.of("CLIENTELE_ALERTS_CHANNELS_SOC_SECRET", SECRET),
                        Program.ALERT_DELIVERY);

        assertThat(configuration.all(Keys.CHANNEL_KIND))
                .isEqualTo(Map.of("shop-team", "slack", "soc", "webhook"));
        assertThat(configuration.all(Keys.CHANNEL_URL).get("shop-team"))
                .hasToString("https://hooks.slack.com/services/T/B/secret");
        assertThat(configuration.all(Keys.CHANNEL_SECRET)).isEqualTo(Map.of("soc", SECRET));
        assertThat(configuration.all(Keys.CHANNEL_RATE_LIMIT))
                .isEqualTo(Map.of("shop-team", new Rate(20, Duration.ofMinutes(1))));
        assertThat(configuration.all(Keys.CHANNEL_QUIET_HOURS))
                .isEqualTo(
                        Map.of(
                                "shop-team",
                                new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0))));
        assertThat(configuration.all(Keys.ROUTE_RULES))
                .isEqualTo(Map.of("fraud", List.of("card-*", "refund-spree")));
        assertThat(String.join("\n", configuration.lines()))
                .contains("alerts.channels.shop-team.url: \"***\"", "alerts.routes.fraud.severity")
                .doesNotContain("T/B/secret", SECRET, "token=abc");
        assertThat(configuration.toString()).doesNotContain("T/B/secret", SECRET, "token=abc");
    }

    @Test
    void everything_that_is_wrong_with_channels_and_routes_is_told_at_once_without_secrets() {
        assertThat(
                        read.problems(
                                """
                                alerts:
                                  channels:
                                    soc:
                                      kind: webhook
                                      secret: whsec_short
                                      host: mail
                                    pager:
                                      kind: pager
                                    duty:
                                      kind: pagerduty
                                      routing-key: secret-key
                                    mail:
                                      kind: email
                                      host: mail.example.org
                                      tls: none
                                      password: hunter2
                                      from: shop
                                      to: [a@example.org, b]
                                    Loud:
                                      kind: slack
                                    nameless:
                                      rate-limit: 5
                                  routes:
                                    all:
                                      severity: fatal
                                      channels: [soc, nobody]
                                    none:
                                      kinds: fraud
                                  backoff:
                                    longest: 500ms
                                """,
                                Map.of(),
                                Program.ALERT_DELIVERY))
                .containsExactlyInAnyOrder(
                        "alerts.channels.soc.secret: *** (clientele.yaml:5), expected whsec_ and 24"
                                + " to 64 bytes in base64, of Standard Webhooks",
                        "alerts.channels.soc.host: \"mail\" (clientele.yaml:6), expected nothing,"
                                + " since a channel of kind webhook has no such setting",
                        "alerts.channels.soc.url: missing, expected a URL http://HOST... or"
                            + " https://HOST... without user and fragment, for a channel of kind"
                            + " webhook, in the file or as CLIENTELE_ALERTS_CHANNELS_SOC_URL",
                        "alerts.channels.pager.kind: \"pager\" (clientele.yaml:8), expected"
                                + " webhook, slack, email or pagerduty",
                        "alerts.channels.duty.routing-key: *** (clientele.yaml:11), expected the 32"
                                + " letters and digits of an Events API v2 integration",
                        "alerts.channels.mail.user: missing, expected a text, to go with password,"
                                + " in the file or as CLIENTELE_ALERTS_CHANNELS_MAIL_USER",
                        "alerts.channels.mail.tls: \"none\" (clientele.yaml:15), expected starttls"
                                + " or tls, so that the password does not travel in the clear",
                        "alerts.channels.mail.from: \"shop\" (clientele.yaml:17), expected a mail"
                                + " address such as shop@example.org",
                        "alerts.channels.mail.to: \"a@example.org,b\" (clientele.yaml:18), expected"
                                + " mail addresses such as shop@example.org, several with commas",
                        "alerts.channels.Loud.kind: \"slack\" (clientele.yaml:20), expected a name"
                            + " of 1 to 40 small letters, digits and dashes after alerts.channels.",
                        "alerts.channels.nameless.rate-limit: \"5\" (clientele.yaml:22), expected a"
                                + " number of messages in a time, such as 20/1m",
                        "alerts.channels.nameless.kind: missing, expected webhook, slack, email or"
                                + " pagerduty, in the file or as"
                                + " CLIENTELE_ALERTS_CHANNELS_NAMELESS_KIND",
                        "alerts.routes.all.severity: \"fatal\" (clientele.yaml:25), expected info,"
                                + " warning, error or critical",
                        "alerts.routes.all.channels: \"nobody\" (clientele.yaml:26), expected a"
                                + " channel that is defined: duty, mail, nameless, pager, soc",
                        "alerts.routes.none.channels: missing, expected names of channels, several"
                                + " with commas, in the file or as"
                                + " CLIENTELE_ALERTS_ROUTES_NONE_CHANNELS",
                        "alerts.backoff.longest: \"500ms\" (clientele.yaml:30), expected at least"
                                + " as much as alerts.backoff.first, \"1s\" (default)");
    }

    @Test
    void a_delivery_without_a_channel_is_none() {
        assertThat(read.problems("", Map.of(), Program.ALERT_DELIVERY))
                .containsExactly(
                        "alerts.channels: missing, expected at least one channel, such as"
                                + " alerts.channels.ops.kind: slack");
        assertThat(read.problems("", Map.of(), Program.MAIN_JOB)).isEmpty();
    }

    @Test
    void quiet_hours_end_at_their_end_over_midnight_and_when_clocks_change() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));
        assertThat(night.end(Instant.parse("2026-03-02T20:59:59Z"), berlin)).isEmpty();
        assertThat(night.end(Instant.parse("2026-03-02T21:00:00Z"), berlin))
                .contains(Instant.parse("2026-03-03T06:00:00Z"));
        assertThat(night.end(Instant.parse("2026-03-03T05:59:59Z"), berlin))
                .contains(Instant.parse("2026-03-03T06:00:00Z"));
        assertThat(night.end(Instant.parse("2026-03-03T06:00:00Z"), berlin)).isEmpty();
        // Clocks go forward in this night, and back in that of 25 October.
        assertThat(night.end(Instant.parse("2026-03-28T23:00:00Z"), berlin))
                .contains(Instant.parse("2026-03-29T05:00:00Z"));
        assertThat(night.end(Instant.parse("2026-10-24T22:30:00Z"), berlin))
                .contains(Instant.parse("2026-10-25T06:00:00Z"));

        QuietHours noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 30));
        assertThat(noon.end(Instant.parse("2026-03-02T12:00:00Z"), ZoneId.of("UTC")))
                .contains(Instant.parse("2026-03-02T13:30:00Z"));
        assertThat(noon.end(Instant.parse("2026-03-02T13:30:00Z"), ZoneId.of("UTC"))).isEmpty();
    }
}
