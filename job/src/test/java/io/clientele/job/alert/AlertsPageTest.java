package io.clientele.job.alert;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code docs/alerts.md} shows, done for real against receivers on this machine. */
class AlertsPageTest {

    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final String HTTP_PORT = "9099";
    private static final String SMTP_PORT = "2525";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PROGRAM =
            """
            import base64, hmac, json, sys, time
            given = json.load(sys.stdin)
            secret, headers, body = given["secret"], given["headers"], base64.b64decode(given["body"])
            %s
            print(genuine)
            """;

    @TempDir private Path folder;

    private final WireMockServer http =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
    private final GreenMail smtp = new GreenMail(setup());

    private static ServerSetup setup() {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(60_000);
        return setup;
    }

    @BeforeEach
    void start() {
        http.start();
        http.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("ok")));
        smtp.start();
    }

    @AfterEach
    void stop() {
        http.stop();
        smtp.stop();
    }

    @Test
    void check_and_send_test_say_what_the_page_shows() throws Exception {
        String page = page();
        Path configuration = configuration(page);
        String shown =
                block(page, "```\n(\\$ ./clientele alerts check --config local.yaml\n.*?)```");
        StringBuilder said = new StringBuilder();
        for (String line : shown.lines().filter(line -> line.startsWith("$ ")).toList()) {
            said.append(line).append('\n');
            said.append(
                    clientele(
                            line.replace("$ ./clientele alerts ", "")
                                    .replace("local.yaml", configuration.toString())));
        }

        assertThat(said.toString()).isEqualTo(shown);
        assertThat(http.getAllServeEvents()).hasSize(3);
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        MimeMultipart parts = (MimeMultipart) smtp.getReceivedMessages()[0].getContent();
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains("This is a test of the channel managers");
    }

    @Test
    void the_page_checks_the_signature_of_a_real_message_in_python() throws Exception {
        assumeTrue(
                Files.isExecutable(PYTHON),
                "skipped: /usr/bin/python3 is not there, which Debian's package python3 installs");
        String page = page();
        Path configuration = configuration(page);
        clientele("send-test --config " + configuration + " --channel soc");
        LoggedRequest request = http.getAllServeEvents().get(0).getRequest();
        String snippet = block(page, "```python\n(.*?)```");
        String secret = block(page, "secret: (whsec_\\S+)\n");

        assertThat(genuine(snippet, secret, request, request.getBody(), 0)).isEqualTo("True");
        byte[] changed = request.getBodyAsString().replace("test", "tset").getBytes(UTF_8);
        assertThat(genuine(snippet, secret, request, changed, 0)).isEqualTo("False");
        String other =
                "whsec_" + Base64.getEncoder().encodeToString("x".repeat(24).getBytes(UTF_8));
        assertThat(genuine(snippet, other, request, request.getBody(), 0)).isEqualTo("False");
        assertThat(genuine(snippet, secret, request, request.getBody(), 301)).isEqualTo("False");
    }

    private String genuine(
            String snippet, String secret, LoggedRequest request, byte[] body, long older)
            throws Exception {
        ObjectNode given = JSON.createObjectNode();
        given.put("secret", secret).put("body", Base64.getEncoder().encodeToString(body));
        ObjectNode headers = given.putObject("headers");
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            headers.put(name, request.getHeader(name));
        }
        headers.put(
                "webhook-timestamp",
                Long.toString(Long.parseLong(request.getHeader("webhook-timestamp")) - older));
        Path program = folder.resolve("check.py");
        Files.writeString(program, PROGRAM.formatted(snippet));
        Path input = folder.resolve("given.json");
        Files.write(input, JSON.writeValueAsBytes(given));
        Path output = folder.resolve("said");
        Process python =
                new ProcessBuilder(PYTHON.toString(), program.toString())
                        .redirectInput(input.toFile())
                        .redirectOutput(output.toFile())
                        .redirectErrorStream(true)
                        .start();
        assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output).strip();
    }

    /** The page's configuration for this machine, with the ports that are listened on. */
    private Path configuration(String page) throws IOException {
        return Files.writeString(
                folder.resolve("local.yaml"),
                block(page, "```yaml\n(# local.yaml\n.*?)```")
                        .replace(HTTP_PORT, Integer.toString(http.port()))
                        .replace(SMTP_PORT, Integer.toString(smtp.getSmtp().getPort())));
    }

    private String clientele(String arguments) {
        StringWriter said = new StringWriter();
        new CommandLine(new AlertsCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(arguments.split(" "));
        return said.toString()
                .replace(Integer.toString(http.port()), HTTP_PORT)
                .replace(Integer.toString(smtp.getSmtp().getPort()), SMTP_PORT);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "alerts.md"));
    }

    private static String block(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
