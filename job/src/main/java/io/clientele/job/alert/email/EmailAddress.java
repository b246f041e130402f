package io.clientele.job.alert.email;

import io.clientele.job.alert.channel.Channel;
import io.clientele.job.alert.channel.ChannelAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * A mail server, and between whom mails go.
 *
 * @param protection how mails are protected on their way
 * @param user with its password; empty where the server asks for none
 * @param password never shown
 * @param to at least one
 */
public record EmailAddress(
        String host,
        int port,
        Protection protection,
        String user,
        String password,
        String from,
        List<String> to)
        implements ChannelAddress {

    /** How mails are protected between us and the server. */
    public enum Protection {
        /** TLS once the connection stands; without it nothing is sent. */
        STARTTLS(587),
        /** TLS from the start. */
        TLS(465),
        /** None, for a server on the same machine or network. */
        NONE(25);

        private final int port;

        Protection(int port) {
            this.port = port;
        }

        /** The usual port. */
        public int port() {
            return port;
        }
    }

    /** Copies the list. */
    public EmailAddress {
        to = List.copyOf(to);
    }

    @Override
    public Channel open(Duration timeout) {
        return new EmailChannel(this, timeout, Optional.empty());
    }

    /** The same with other certificates than those that Java trusts. */
    Channel open(Duration timeout, SSLSocketFactory trusting) {
        return new EmailChannel(this, timeout, Optional.of(trusting));
    }

    /** One connection at a time. */
    @Override
    public int width() {
        return 1;
    }

    @Override
    public String toString() {
        return "EmailAddress[%s:%d, %s, from %s to %s, user %s, password %s]"
                .formatted(
                        host,
                        port,
                        protection,
                        from,
                        to,
                        user.isEmpty() ? "none" : user,
                        password.isEmpty() ? "none" : "***");
    }
}
