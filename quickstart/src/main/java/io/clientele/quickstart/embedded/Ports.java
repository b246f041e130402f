package io.clientele.quickstart.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports on loopback. */
public final class Ports {

    private Ports() {}

    /**
     * A port that nobody listens on just now.
     *
     * @throws UncheckedIOException if there is none
     */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException("no free port on loopback", none);
        }
    }

    /**
     * Makes sure that a server will get its port.
     *
     * @param port 1 to 65,535
     * @param server who wants it, for the message
     * @throws IOException if somebody listens on it, naming the port and the server
     */
    public static void requireFree(int port, String server) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.getLocalPort();
        } catch (IOException taken) {
            throw new IOException(
                    "port %d is in use, expected a free port for %s".formatted(port, server),
                    taken);
        }
    }
}
