package io.clientele.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway answers while no broker does: nothing listens on port 1. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "clientele.kafka.brokers=127.0.0.1:1")
class EndpointsTest {

    @LocalServerPort private int port;
    @Autowired private Environment environment;

    @Test
    void the_gateway_listens_on_loopback_unless_told_otherwise() {
        assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/overview",
                "/api/alerts",
                "/favicon.svg",
                "/js/page.js",
                "/css/page.css",
                "/webjars/chart.js/dist/chart.umd.js",
                "/actuator/health",
                "/nowhere"
            })
    void every_answer_carries_the_protecting_headers(String path) throws Exception {
        HttpResponse<String> response = get(path);
        int expected =
                switch (path) {
                    case "/nowhere" -> 404;
                    case "/actuator/health" -> 503;
                    default -> 200;
                };
        assertThat(response.statusCode()).isEqualTo(expected);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void the_page_has_neither_script_nor_style_inline_nor_anything_from_elsewhere()
            throws Exception {
        String page = get("/").body();
        assertThat(page).doesNotContain("<style", " style=", "javascript:", "//cdn", "https://");
        assertThat(page)
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern(" on[a-z]+=");
    }

    @Test
    void a_browser_never_keeps_the_page_of_an_earlier_release() throws Exception {
        HttpResponse<String> script = get("/js/page.js");
        assertThat(script.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(script.headers().firstValue("Last-Modified")).isEmpty();
    }

    @Test
    void without_a_broker_it_lives_and_is_not_ready() throws Exception {
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
    }

    @Test
    void without_a_broker_the_overview_is_empty_and_says_so() throws Exception {
        JsonNode overview = JsonMapper.shared().readTree(get("/api/overview").body());
        assertThat(overview.at("/schema").intValue()).isEqualTo(1);
        assertThat(overview.at("/status/connection").asString()).isEqualTo("CONNECTING");
        assertThat(overview.at("/kpis/today").isNull()).isTrue();
        assertThat(overview.at("/kpis/sales").isEmpty()).isTrue();
        assertThat(overview.at("/profiles/best").isEmpty()).isTrue();
    }

    @Test
    void without_a_broker_there_are_no_alerts() throws Exception {
        HttpResponse<String> response = get("/api/alerts");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.body()).isEqualTo("{\"schema\":1,\"alerts\":[]}");
    }

    @ParameterizedTest
    @CsvSource({
        "severity=dire, 'severity: \"dire\", expected info, warning, error or critical'",
        "limit=0, 'limit: \"0\", expected a whole number from 1 to 500'",
        "limit=501, 'limit: \"501\", expected a whole number from 1 to 500'",
        "limit=%3Cb%3E, 'limit: \"<b>\", expected a whole number from 1 to 500'"
    })
    void a_wrong_parameter_is_named_with_what_was_expected(String query, String detail)
            throws Exception {
        HttpResponse<String> response = get("/api/alerts?" + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(JsonMapper.shared().readTree(response.body()).at("/detail").asString())
                .isEqualTo(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/env",
                "/actuator/beans",
                "/actuator/metrics",
                "/actuator/heapdump",
                "/actuator/configprops",
                "/actuator/loggers",
                "/actuator/shutdown"
            })
    void no_other_actuator_endpoint_is_there(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
