package io.clientele.job.alert;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertJson;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.alert.channel.Channel;
import io.clientele.job.alert.channel.ChannelAddress;
import io.clientele.job.alert.channel.Outcome;
import io.clientele.job.alert.pagerduty.PagerDutyAddress;
import io.clientele.job.alert.slack.SlackAddress;
import io.clientele.job.alert.webhook.WebhookAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpChannelsTest {

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final byte[] KEY = "a key of twenty-four bytes".getBytes(UTF_8);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
    private static final String ROUTING_KEY = "0123456789abcdef0123456789ABCDEF";

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

    @BeforeEach
    void start() {
        server.start();
        answers(aResponse().withStatus(200).withBody("ok"));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void answers(ResponseDefinitionBuilder answer) {
        server.resetMappings();
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    private URI url() {
        return URI.create(server.baseUrl() + "/hooks/T000/secret-part");
    }

    private WebhookAddress webhook() {
        return new WebhookAddress(url(), SECRET);
    }

    private static Outcome send(ChannelAddress address, Alert... alerts) {
        return send(address, Duration.ofSeconds(20), alerts);
    }

    private static Outcome send(ChannelAddress address, Duration timeout, Alert... alerts) {
        try (Channel channel = address.open(timeout)) {
            return channel.send(AlertMessage.of(List.of(alerts)), NOW).join();
        }
    }

    private LoggedRequest request() {
        return server.getAllServeEvents().get(0).getRequest();
    }

    private JsonNode body() throws IOException {
        return JSON.readTree(request().getBody());
    }

    @Test
    void a_webhook_gets_the_alert_as_it_is_with_a_signature_that_it_can_check() throws Exception {
        Alert alert = SampleAlerts.cardTesting();
        assertThat(send(webhook(), alert)).isEqualTo(new Outcome.Delivered("HTTP 200: ok"));

        assertThat(AlertJson.read(JSON.writeValueAsBytes(body().at("/data/alerts/0"))))
                .isEqualTo(alert);
        assertThat(body().path("type").asText()).isEqualTo("alert.raised");
        assertThat(request().getHeader("webhook-id")).isEqualTo(alert.id());
        assertThat(request().getHeader("webhook-timestamp"))
                .isEqualTo(Long.toString(NOW.getEpochSecond()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        mac.update((alert.id() + "." + NOW.getEpochSecond() + ".").getBytes(UTF_8));
        assertThat(request().getHeader("webhook-signature"))
                .isEqualTo(
                        "v1,"
                                + Base64.getEncoder()
                                        .encodeToString(mac.doFinal(request().getBody())));
    }

    @Test
    void a_group_is_one_message_with_all_alerts_and_a_key_of_its_own() throws Exception {
        Alert one = SampleAlerts.of("r", AlertSeverity.INFO, 1);
        Alert two = SampleAlerts.of("r", AlertSeverity.ERROR, 2);
        send(webhook(), one, two);
        assertThat(body().at("/data/count").asInt()).isEqualTo(2);
        assertThat(body().at("/data/alerts/1/id").asText()).isEqualTo(two.id());
        assertThat(request().getHeader("webhook-id"))
                .matches("[0-9a-f]{32}")
                .isNotIn(one.id(), two.id());
    }

    @Test
    void slack_gets_blocks_within_its_limits_and_no_markup_of_a_customers() throws Exception {
        assertThat(send(new SlackAddress(url()), SampleAlerts.hostile()))
                .isInstanceOf(Outcome.Delivered.class);
        assertThat(body().at("/blocks/0/text/text").asText())
                .isEqualTo(":rotating_light: CRITICAL: card-testing");
        assertThat(body().at("/blocks/1/text/text").asText())
                .isEqualTo("&lt;script&gt;&amp;\"&lt;!channel&gt; \u2603 %s");
        assertThat(body().path("text").asText()).startsWith("[critical] &lt;script&gt;");

        send(
                new SlackAddress(url()),
                IntStream.range(0, 100)
                        .mapToObj(i -> SampleAlerts.of("x".repeat(300), AlertSeverity.INFO, i))
                        .toArray(Alert[]::new));
        assertThat(body().at("/blocks/0/text/text").asText()).hasSize(150);
        assertThat(body().at("/blocks/1/text/text").asText())
                .hasSizeLessThan(3_000)
                .endsWith("… and 90 more");
    }

    @Test
    void pagerduty_gets_an_event_that_it_can_tell_from_others() throws Exception {
        answers(aResponse().withStatus(202).withBody("{\"status\":\"success\"}"));
        Alert alert = SampleAlerts.cardTesting();
        assertThat(send(new PagerDutyAddress(url(), ROUTING_KEY), alert))
                .isInstanceOf(Outcome.Delivered.class);
        assertThat(body().path("routing_key").asText()).isEqualTo(ROUTING_KEY);
        assertThat(body().path("event_action").asText()).isEqualTo("trigger");
        assertThat(body().path("dedup_key").asText()).isEqualTo(alert.id());
        JsonNode payload = body().path("payload");
        assertThat(payload.path("summary").asText()).isEqualTo(alert.message());
        assertThat(payload.path("severity").asText()).isEqualTo("critical");
        assertThat(payload.path("timestamp").asText()).isEqualTo("2011-12-09T12:50:00Z");
        assertThat(payload.at("/custom_details/fields/orders").asText()).isEqualTo("5");
    }

    @Test
    void what_is_wrong_with_a_message_is_refused_and_everything_else_may_be_tried_again() {
        for (int status : new int[] {400, 413, 415, 422}) {
            answers(aResponse().withStatus(status).withBody("invalid_payload"));
            assertThat(send(webhook(), SampleAlerts.cardTesting()))
                    .isEqualTo(new Outcome.Refused("HTTP %d: invalid_payload".formatted(status)));
        }
        for (int status : new int[] {302, 401, 403, 404, 408, 500, 502, 503}) {
            answers(aResponse().withStatus(status).withHeader("Location", "http://127.0.0.1:9/"));
            assertThat(send(webhook(), SampleAlerts.cardTesting()))
                    .isEqualTo(new Outcome.Unavailable("HTTP " + status, Optional.empty()));
        }
        answers(aResponse().withStatus(429).withHeader("Retry-After", "42"));
        assertThat(send(webhook(), SampleAlerts.cardTesting()))
                .isEqualTo(
                        new Outcome.Unavailable("HTTP 429", Optional.of(Duration.ofSeconds(42))));
    }

    @Test
    void an_answer_that_does_not_come_or_does_not_end_is_waited_for_so_long_and_no_longer() {
        answers(aResponse().withFixedDelay(60_000));
        assertThat(send(webhook(), SHORT, SampleAlerts.cardTesting()).answer())
                .satisfiesAnyOf(
                        answer -> assertThat(answer).isEqualTo("no answer within 500 ms"),
                        answer -> assertThat(answer).contains("HttpTimeoutException"));
        answers(aResponse().withBody("x".repeat(10_000)).withChunkedDribbleDelay(100, 60_000));
        assertThat(send(webhook(), SHORT, SampleAlerts.cardTesting()))
                .isInstanceOf(Outcome.Unavailable.class);
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(send(webhook(), SHORT, SampleAlerts.cardTesting()))
                .isInstanceOf(Outcome.Unavailable.class);
        answers(aResponse().withBody("x".repeat(1_000_000)));
        assertThat(send(webhook(), SHORT, SampleAlerts.cardTesting()).answer())
                .hasSizeLessThan(500);
    }

    @Test
    void a_port_where_nobody_listens_is_told_without_the_address() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Outcome outcome =
                send(
                        new SlackAddress(
                                URI.create("http://127.0.0.1:%d/secret-part".formatted(closed))),
                        SampleAlerts.cardTesting());
        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
        assertThat(outcome.answer()).contains("ConnectException").doesNotContain("secret-part");
    }

    @Test
    void no_text_shows_a_secret() {
        answers(
                aResponse()
                        .withStatus(500)
                        .withBody("bad " + ROUTING_KEY + " at /hooks/T000/secret-part"));
        PagerDutyAddress address = new PagerDutyAddress(url(), ROUTING_KEY);
        assertThat(send(address, SampleAlerts.cardTesting()).answer())
                .isEqualTo("HTTP 500: bad *** at /***");
        assertThat(
                        List.of(
                                address.toString(),
                                webhook().toString(),
                                new SlackAddress(url()).toString(),
                                ChannelSettings.of("ops", webhook()).toString()))
                .allSatisfy(
                        text ->
                                assertThat(text)
                                        .doesNotContain("secret-part", SECRET, ROUTING_KEY));
    }
}
