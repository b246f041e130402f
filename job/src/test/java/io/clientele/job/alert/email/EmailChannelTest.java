package io.clientele.job.alert.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.job.alert.SampleAlerts;
import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.alert.channel.Channel;
import io.clientele.job.alert.channel.Outcome;
import io.clientele.job.alert.email.EmailAddress.Protection;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leaves a mail in {@code target/pictures/alert-mail.html}, as it was received. */
class EmailChannelTest {

    private static final String PASSWORD = "changeit";
    private static final Path KEY_STORE = keyStore();
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final AlertMessage MESSAGE =
            AlertMessage.of(List.of(SampleAlerts.cardTesting()));

    private GreenMail server = new GreenMail(setup(ServerSetup.PROTOCOL_SMTP));

    private static ServerSetup setup(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(60_000);
        return setup;
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private EmailAddress address(Protection protection, String user, String password) {
        int port =
                protection == Protection.TLS
                        ? server.getSmtps().getPort()
                        : server.getSmtp().getPort();
        return new EmailAddress(
                "127.0.0.1",
                port,
                protection,
                user,
                password,
                "clientele@example.org",
                List.of("ops@example.org", "fraud@example.org"));
    }

    private static Outcome send(Channel channel, AlertMessage message) {
        try (channel) {
            return channel.send(message, NOW).join();
        }
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        return ((MimeMultipart) mail.getContent()).getBodyPart(index).getContent().toString();
    }

    @Test
    void a_mail_says_the_same_as_text_and_as_html_to_all_under_the_messages_own_id()
            throws Exception {
        server.start();
        Outcome outcome =
                send(address(Protection.NONE, "", "").open(Duration.ofSeconds(5)), MESSAGE);
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        MimeMessage mail = mails[0];
        assertThat(mail.getSubject())
                .isEqualTo("[CRITICAL] 17850 made 5 orders of at most 5.00 within 10m");
        assertThat(mail.getMessageID()).isEqualTo("<%s@example.org>".formatted(MESSAGE.key()));
        assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(mail.getSentDate().toInstant()).isEqualTo(NOW);
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(part(mail, 0))
                .contains(
                        "What to do: Stop the orders and tell the payment provider",
                        "About: Customer 17850",
                        "orders: 5\r\n",
                        "9 Dec 2011, 12:41:12 UTC, Order Completed (events)");
        assertThat(part(mail, 1)).contains("Stop the orders", "Customer 17850", "CRITICAL");
        Path pictures = Files.createDirectories(Path.of("target", "pictures"));
        Files.writeString(pictures.resolve("alert-mail.html"), part(mail, 1));
    }

    @Test
    void what_a_customer_writes_is_text_and_no_header_and_no_markup() throws Exception {
        server.start();
        send(
                address(Protection.NONE, "", "").open(Duration.ofSeconds(5)),
                AlertMessage.of(List.of(SampleAlerts.hostile())));
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("[CRITICAL] <script>&\"<!channel> \u2603 %s");
        assertThat(part(mail, 1))
                .doesNotContain("<script>")
                .contains("&lt;script&gt;&amp;&quot;&lt;!channel&gt; \u2603 %s");
    }

    @Test
    void a_group_is_one_mail_that_counts_and_lists() throws Exception {
        server.start();
        send(
                address(Protection.NONE, "", "").open(Duration.ofSeconds(5)),
                AlertMessage.of(
                        IntStream.range(0, 60)
                                .mapToObj(i -> SampleAlerts.of("r", AlertSeverity.WARNING, i))
                                .toList()));
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).startsWith("[WARNING] 60 × r, such as: message 59 of r");
        assertThat(part(mail, 0)).contains("60 alerts of r", "message 49 of r", "... and 10 more");
        assertThat(part(mail, 1)).contains("60 alerts of r", "and 10 more");
    }

    @Test
    void to_a_server_without_starttls_nothing_is_said_unless_that_is_wanted() throws Exception {
        server.start();
        Outcome outcome =
                send(
                        address(Protection.STARTTLS, "clientele", "hunter-2")
                                .open(Duration.ofSeconds(5)),
                        MESSAGE);
        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
        assertThat(outcome.answer()).contains("STARTTLS").doesNotContain("hunter-2");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void with_tls_a_user_signs_in_and_a_wrong_password_is_no_reason_to_lose_the_mail()
            throws Exception {
        server = new GreenMail(setup(ServerSetup.PROTOCOL_SMTPS));
        server.start();
        server.setUser("ops@example.org", "clientele", "hunter-2");
        EmailAddress right = address(Protection.TLS, "clientele", "hunter-2");
        assertThat(send(right.open(Duration.ofSeconds(5), trusting()), MESSAGE))
                .isInstanceOf(Outcome.Delivered.class);
        assertThat(server.getReceivedMessages()).isNotEmpty();

        EmailAddress wrong = address(Protection.TLS, "clientele", "hunter-3");
        Outcome outcome = send(wrong.open(Duration.ofSeconds(5), trusting()), MESSAGE);
        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
        assertThat(outcome.answer()).contains("535").doesNotContain("hunter-3");
        assertThat(wrong.toString()).doesNotContain("hunter-3");
    }

    @Test
    void a_server_that_is_not_there_or_does_not_speak_is_waited_for_no_longer_than_allowed()
            throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
            EmailAddress silent = at(closed);
            assertThat(send(silent.open(Duration.ofMillis(200)), MESSAGE))
                    .isInstanceOf(Outcome.Unavailable.class);
        }
        Outcome refused = send(at(closed).open(Duration.ofSeconds(5)), MESSAGE);
        assertThat(refused).isInstanceOf(Outcome.Unavailable.class);
        assertThat(refused.answer()).contains("Couldn't connect to host");
    }

    private static EmailAddress at(int port) {
        return new EmailAddress(
                "127.0.0.1",
                port,
                Protection.NONE,
                "",
                "",
                "clientele@example.org",
                List.of("ops@example.org"));
    }

    /** Trusts the test server's own certificate. */
    private static SSLSocketFactory trusting() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(KEY_STORE)) {
            store.load(file, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("mail", store.getCertificate("mail"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** A certificate for localhost, made anew; the test server looks for it only once. */
    private static Path keyStore() {
        try {
            Path file = Files.createTempDirectory("mail").resolve("mail.p12");
            Process keytool =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-alias",
                                    "mail",
                                    "-keyalg",
                                    "EC",
                                    "-dname",
                                    "CN=localhost",
                                    "-ext",
                                    "san=dns:localhost,ip:127.0.0.1",
                                    "-validity",
                                    "2",
                                    "-storetype",
                                    "PKCS12",
                                    "-storepass",
                                    PASSWORD,
                                    "-keystore",
                                    file.toString())
                            .redirectErrorStream(true)
                            .start();
            String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
            System.setProperty("greenmail.tls.keystore.file", file.toString());
            System.setProperty("greenmail.tls.keystore.password", PASSWORD);
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
