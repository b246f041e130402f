package io.clientele.job.alert.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.alert.channel.AlertWords;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;

/** A mail with the same content twice, as text and as HTML, under the message's own id. */
final class AlertMail extends MimeMessage {

    private static final int LONGEST_SUBJECT = 200;

    private final String id;

    private AlertMail(Session session, String id) {
        super(session);
        this.id = id;
    }

    /**
     * The mail of a message.
     *
     * @throws MessagingException if an address is none
     */
    static MimeMessage of(Session session, EmailAddress address, AlertMessage message, Instant now)
            throws MessagingException {
        String host = address.from().substring(address.from().indexOf('@') + 1);
        AlertMail mail = new AlertMail(session, "<%s@%s>".formatted(message.key(), host));
        mail.setFrom(new InternetAddress(address.from(), true));
        for (String to : address.to()) {
            mail.addRecipient(RecipientType.TO, new InternetAddress(to, true));
        }
        mail.setSubject(subject(message), UTF_8.name());
        mail.setSentDate(Date.from(now));
        // So that holiday replies stay away (RFC 3834).
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Clientele-Alert", message.key());
        MimeBodyPart text = new MimeBodyPart();
        text.setText(MailText.of(message), UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setContent(MailHtml.of(message), "text/html; charset=utf-8");
        mail.setContent(new MimeMultipart("alternative", text, html));
        mail.saveChanges();
        return mail;
    }

    private static String subject(AlertMessage message) {
        return AlertWords.shortened(
                "[%s] %s"
                        .formatted(
                                message.severity().name().toUpperCase(Locale.ROOT),
                                message.headline()),
                LONGEST_SUBJECT);
    }

    /** The same for each attempt, so that a mail that comes twice can be told by it. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
