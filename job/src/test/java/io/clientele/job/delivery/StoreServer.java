package io.clientele.job.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An HTTP server on loopback that answers as an InfluxDB would in each situation. */
final class StoreServer implements AutoCloseable {

    static final String TOKEN = "s3cret-t0ken";

    private final Arrivals arrivals = new Arrivals();
    private final WireMockServer server;

    /** Counts requests as they come, before they are answered. */
    private static final class Arrivals implements ServeEventListener {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void beforeMatch(ServeEvent event, Parameters parameters) {
            count.incrementAndGet();
        }

        @Override
        public String getName() {
            return "arrivals";
        }
    }

    StoreServer() {
        this(0);
    }

    StoreServer(int port) {
        server =
                new WireMockServer(
                        wireMockConfig().bindAddress("127.0.0.1").port(port).extensions(arrivals));
        server.start();
        answers(stored());
    }

    static ResponseDefinitionBuilder stored() {
        return aResponse().withStatus(204);
    }

    static ResponseDefinitionBuilder fails(int status, String message) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"code\":\"x\",\"message\":\"%s\"}".formatted(message));
    }

    /** From now on every request is answered so. */
    void answers(ResponseDefinitionBuilder answer) {
        server.resetMappings();
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    /** The first requests are answered so, one after the other, and all later ones are stored. */
    void answersFirst(ResponseDefinitionBuilder... answers) {
        answers(stored());
        for (int i = 0; i < answers.length; i++) {
            server.stubFor(
                    any(anyUrl())
                            .inScenario("first")
                            .whenScenarioStateIs(i == 0 ? STARTED : "answered " + i)
                            .willSetStateTo("answered " + (i + 1))
                            .willReturn(answers[i]));
        }
    }

    /** Whatever holds this text is answered so, everything else is stored. */
    void answersWhere(String text, ResponseDefinitionBuilder answer) {
        answers(stored());
        server.stubFor(
                any(anyUrl()).withRequestBody(matching("(?s).*" + text + ".*")).willReturn(answer));
    }

    InfluxSettings settings() {
        return InfluxSettings.of("http://127.0.0.1:" + port(), "shop", "kpis", TOKEN)
                .withBackoff(
                        new InfluxSettings.Backoff(
                                Duration.ofMillis(1), Duration.ofMillis(4), Long.MAX_VALUE, 7));
    }

    int port() {
        return server.port();
    }

    /** How many requests have come, whether they are answered or not. */
    int arrivals() {
        return arrivals.count.get();
    }

    /** Every answered request so far, oldest first. */
    List<LoggedRequest> requests() {
        return events().stream().map(ServeEvent::getRequest).toList();
    }

    /** The lines of every request that was answered with success, oldest first. */
    List<String> storedLines() {
        List<String> lines = new ArrayList<>();
        for (ServeEvent event : events()) {
            LoggedResponse response = event.getResponse();
            if (response.getStatus() == 204) {
                lines.addAll(lines(event.getRequest()));
            }
        }
        return lines;
    }

    static List<String> lines(LoggedRequest request) {
        return Arrays.asList(new String(request.getBody(), UTF_8).split("\n"));
    }

    /** Waits for something that the server or the writer will do, 20 s at the most. */
    static void await(String what, BooleanSupplier done) {
        Instant end = Instant.now().plusSeconds(20);
        while (!done.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not happen within 20 s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private List<ServeEvent> events() {
        return server.getAllServeEvents().stream()
                .sorted(Comparator.comparing(event -> event.getRequest().getLoggedDate()))
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
