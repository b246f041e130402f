package io.clientele.job.alert.email;

import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.alert.channel.Channel;
import io.clientele.job.alert.channel.Outcome;
import io.clientele.job.alert.email.EmailAddress.Protection;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Mails over SMTP, a connection for each: alerts are few. */
final class EmailChannel implements Channel {

    /** An attempt is several exchanges, of which each has the timeout. */
    private static final int MOST_EXCHANGES = 10;

    private final EmailAddress address;
    private final Duration timeout;
    private final Session session;
    private final ExecutorService executor;

    EmailChannel(EmailAddress address, Duration timeout, Optional<SSLSocketFactory> trusting) {
        this.address = address;
        this.timeout = timeout;
        session = Session.getInstance(properties(address, timeout, trusting));
        executor =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread thread = new Thread(work, "alert-mail");
                            thread.setDaemon(true);
                            // Where Jakarta Mail looks for what sends and what writes bodies.
                            thread.setContextClassLoader(EmailChannel.class.getClassLoader());
                            return thread;
                        });
    }

    private static Properties properties(
            EmailAddress address, Duration timeout, Optional<SSLSocketFactory> trusting) {
        String protocol = protocol(address);
        String prefix = "mail." + protocol + '.';
        String millis = Long.toString(timeout.toMillis());
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", millis);
        properties.setProperty(prefix + "timeout", millis);
        properties.setProperty(prefix + "writetimeout", millis);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "socketFactory.fallback", "false");
        properties.setProperty(prefix + "auth", Boolean.toString(!address.user().isEmpty()));
        boolean startTls = address.protection() == Protection.STARTTLS;
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(startTls));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(startTls));
        trusting.ifPresent(sockets -> properties.put(prefix + "ssl.socketFactory", sockets));
        return properties;
    }

    private static String protocol(EmailAddress address) {
        return address.protection() == Protection.TLS ? "smtps" : "smtp";
    }

    @Override
    public CompletableFuture<Outcome> send(AlertMessage message, Instant now) {
        return CompletableFuture.supplyAsync(() -> attempt(message, now), executor)
                .completeOnTimeout(
                        new Outcome.Unavailable(
                                "no end within %d times %d ms"
                                        .formatted(MOST_EXCHANGES, timeout.toMillis()),
                                Optional.empty()),
                        MOST_EXCHANGES * timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private Outcome attempt(AlertMessage message, Instant now) {
        try (Transport transport = session.getTransport(protocol(address))) {
            MimeMessage mail = AlertMail.of(session, address, message, now);
            transport.connect(
                    address.host(),
                    address.port(),
                    address.user().isEmpty() ? null : address.user(),
                    address.user().isEmpty() ? null : address.password());
            transport.sendMessage(mail, mail.getAllRecipients());
            return new Outcome.Delivered(
                    "accepted by %s:%d".formatted(address.host(), address.port()));
        } catch (MessagingException failed) {
            return outcome(failed);
        }
    }

    private Outcome outcome(MessagingException failed) {
        String answer = masked(failed);
        OptionalInt code = code(failed);
        // 5yz: permanent (RFC 5321, section 4.2.1). 530 and 535 are about who we are, not the mail.
        boolean permanent = code.isPresent() && code.getAsInt() >= 550 && code.getAsInt() < 600;
        return permanent
                ? new Outcome.Refused(answer)
                : new Outcome.Unavailable(answer, Optional.empty());
    }

    private static OptionalInt code(MessagingException failed) {
        Exception next = failed;
        while (next instanceof MessagingException messaging) {
            if (next instanceof SMTPAddressFailedException refused) {
                return OptionalInt.of(refused.getReturnCode());
            }
            if (next instanceof SMTPSenderFailedException refused) {
                return OptionalInt.of(refused.getReturnCode());
            }
            if (next instanceof SMTPSendFailedException refused
                    && refused.getNextException() == null) {
                return OptionalInt.of(refused.getReturnCode());
            }
            next = messaging.getNextException();
        }
        return OptionalInt.empty();
    }

    private String masked(MessagingException failed) {
        StringBuilder text = new StringBuilder();
        Exception next = failed;
        while (next != null) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(String.valueOf(next.getMessage()).strip());
            next = next instanceof MessagingException more ? more.getNextException() : null;
        }
        String words = text.toString().replaceAll("\\s+", " ");
        return address.password().isEmpty() ? words : words.replace(address.password(), "***");
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
