package io.clientele.quickstart.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.quickstart.embedded.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real InfluxDB on loopback, as Debian's package influxdb installs it. */
final class Influxd implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/influxd");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final URI address;
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();

    private Influxd(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /** Whether it is installed here. */
    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * Starts an empty one on free ports, and waits until it answers.
     *
     * @param folder where it keeps everything; nobody else's
     * @throws IOException if it ends instead, or does not answer in time, with what it said
     */
    static Influxd start(Path folder) throws IOException, InterruptedException {
        int http = Ports.free();
        Path log = folder.resolve("influxd.log");
        Path configuration = folder.resolve("influxd.conf");
        Files.writeString(
                configuration,
                """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                dir = "%3$s/meta"
                [data]
                dir = "%3$s/data"
                wal-dir = "%3$s/wal"
                query-log-enabled = false
                [http]
                bind-address = "127.0.0.1:%2$d"
                log-enabled = false
                [monitor]
                store-enabled = false
                """
                        .formatted(Ports.free(), http, folder));
        Process process =
                new ProcessBuilder(PROGRAM.toString(), "-config", configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Influxd influxd = new Influxd(process, URI.create("http://127.0.0.1:" + http), log);
        influxd.awaitAnswer();
        return influxd;
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        HttpRequest ping = request("/ping", Map.of()).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                client.send(ping, BodyHandlers.discarding());
                return;
            } catch (ConnectException notYet) {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        close();
        throw new IOException("influxd did not start: " + Files.readString(log));
    }

    /** Creates a database and writes lines with timestamps in milliseconds into it. */
    void load(String database, String lines) throws IOException, InterruptedException {
        query("", "CREATE DATABASE \"" + database + "\"");
        send(
                request("/write", Map.of("db", database, "precision", "ms"))
                        .POST(BodyPublishers.ofString(lines))
                        .build());
    }

    /**
     * Asks one query in InfluxQL.
     *
     * @return its series: objects with {@code name}, {@code tags}, {@code columns} and {@code
     *     values}, times in milliseconds; none if nothing matches
     * @throws IOException if the query is refused, with the reason
     */
    JsonNode query(String database, String query) throws IOException, InterruptedException {
        String answer =
                send(
                        request("/query", Map.of("db", database, "epoch", "ms", "q", query))
                                .POST(BodyPublishers.noBody())
                                .build());
        JsonNode result = JSON.readTree(answer).path("results").path(0);
        if (result.has("error")) {
            throw new IOException(query + ": " + result.path("error").asText());
        }
        return result.path("series");
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    "%s: HTTP %d %s"
                            .formatted(request.uri(), response.statusCode(), response.body()));
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path, Map<String, String> parameters) {
        String query =
                parameters.entrySet().stream()
                        .map(
                                parameter ->
                                        parameter.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        parameter.getValue(),
                                                        StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(address.resolve(path + "?" + query))
                .timeout(Duration.ofSeconds(30));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
