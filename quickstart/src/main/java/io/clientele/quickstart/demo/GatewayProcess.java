package io.clientele.quickstart.demo;

import io.clientele.quickstart.embedded.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The gateway's jar as a process of its own, on loopback. */
final class GatewayProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FAREWELL = Duration.ofSeconds(8);

    private final Process process;
    private final int port;
    private final Path log;

    private GatewayProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts the gateway; it is not ready yet.
     *
     * @param jar the gateway's executable jar
     * @throws IOException if the jar is not there, the port is taken, or it does not start
     */
    static GatewayProcess start(Path jar, int port, String brokers, Path log) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException("the gateway's jar is not at " + jar + ", expected it built");
        }
        Ports.requireFree(port, "the gateway");
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-jar",
                                jar.toString(),
                                "--clientele.gateway.port=" + port,
                                "--clientele.kafka.brokers=" + brokers)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        // What is meant for brokers of the user's own is not for the demo's.
        builder.environment().keySet().removeIf(name -> name.startsWith("CLIENTELE_"));
        return new GatewayProcess(builder.start(), port, log);
    }

    URI url() {
        return URI.create("http://localhost:" + port + "/");
    }

    /**
     * Waits until the gateway says that it is ready.
     *
     * @throws IOException if it ends instead, or is not ready in time
     */
    void awaitReady() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest health =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + port + "/actuator/health/readiness"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (!isAlive()) {
                throw new IOException(
                        "the gateway ended with code %d, see %s"
                                .formatted(process.exitValue(), log));
            }
            try {
                if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode()
                        == 200) {
                    return;
                }
            } catch (ConnectException | HttpTimeoutException notYet) {
                // It is starting.
            }
            process.waitFor(200, TimeUnit.MILLISECONDS);
        }
        throw new IOException(
                "the gateway was not ready after %d s, see %s"
                        .formatted(PATIENCE.toSeconds(), log));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
