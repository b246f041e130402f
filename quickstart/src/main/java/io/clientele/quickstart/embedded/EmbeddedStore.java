package io.clientele.quickstart.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.questdb.Bootstrap;
import io.questdb.PropBootstrapConfiguration;
import io.questdb.ServerMain;
import io.questdb.griffin.SqlException;
import io.questdb.log.LogFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A QuestDB in this process that takes points at {@code /api/v2/write} as InfluxDB does, gzipped or
 * not, and SQL at {@code /exec}. HTTP on loopback is its only door. A point of the same
 * measurement, tags and time replaces the earlier one. Its files are in a temporary folder and are
 * gone after {@link #close}.
 */
public final class EmbeddedStore implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TemporaryFolder folder;
    private final ServerMain server;
    private final HttpClient client = HttpClient.newHttpClient();

    private EmbeddedStore(TemporaryFolder folder, ServerMain server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * Starts a store with an empty table for each measurement of {@code docs/topics.md}.
     *
     * @param port where it listens on loopback, 1 to 65,535, or 0 for any free one
     * @throws IOException if the port is taken, or the store does not start
     */
    public static EmbeddedStore start(int port) throws IOException {
        int listener = port == 0 ? Ports.free() : port;
        Ports.requireFree(listener, "the store (QuestDB)");
        TemporaryFolder folder = new TemporaryFolder("store");
        try {
            logToFile(folder.path());
            ServerMain server =
                    new ServerMain(
                            new Bootstrap(
                                    new Settings(listener),
                                    Bootstrap.getServerMainArgs(folder.path().toString())));
            EmbeddedStore store = new EmbeddedStore(folder, server);
            store.open();
            return store;
        } catch (RuntimeException failure) {
            folder.delete();
            throw new IOException(
                    "the store (QuestDB) did not start on port %d: %s"
                            .formatted(listener, failure.getMessage()),
                    failure);
        }
    }

    private void open() {
        try {
            server.start();
            for (StoreTable table : StoreTable.ALL) {
                server.getEngine().execute(table.definition());
            }
        } catch (SqlException | RuntimeException failure) {
            server.close();
            throw new IllegalStateException(failure);
        }
    }

    /** Where it answers, {@code http://127.0.0.1:PORT}: both for points and for SQL. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getHttpServerPort());
    }

    /**
     * How many points all measurements hold; a point counts a moment after it was written.
     *
     * @throws IOException if the store does not answer
     */
    public long points() throws IOException, InterruptedException {
        String counts =
                StreamSupport.stream(rows("SELECT table_name FROM tables()").spliterator(), false)
                        .map(row -> "SELECT count() AS points FROM " + quoted(row))
                        .collect(Collectors.joining(" UNION ALL "));
        return rows("SELECT sum(points) FROM (" + counts + ")").path(0).path(0).asLong();
    }

    /**
     * How many points one measurement holds.
     *
     * @throws IOException if the store does not answer or does not know the measurement
     */
    public long points(String measurement) throws IOException, InterruptedException {
        return rows("SELECT count() FROM " + StoreTable.quoted(measurement))
                .path(0)
                .path(0)
                .asLong();
    }

    /**
     * Asks the store in SQL.
     *
     * @return a JSON array of rows, each an array of values
     * @throws IOException if the store does not answer or refuses the query, with its reason
     */
    public JsonNode rows(String sql) throws IOException, InterruptedException {
        URI address =
                url().resolve("/exec?query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8));
        HttpResponse<byte[]> response =
                client.send(
                        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "the store refused \"%s\": %s".formatted(sql, answer.path("error").asText()));
        }
        return answer.path("dataset");
    }

    @Override
    public void close() throws IOException {
        server.close();
        folder.delete();
    }

    private static String quoted(JsonNode row) {
        return StoreTable.quoted(row.path(0).asText());
    }

    // QuestDB logs its whole start to standard output, which is the demo's own. It reads how to log
    // only once in a process, when the first of its classes is used.
    private static void logToFile(Path root) throws IOException {
        Path configuration = Files.createDirectories(root.resolve("conf")).resolve("log.conf");
        Files.write(
                configuration,
                List.of(
                        "writers=file",
                        "w.file.class=io.questdb.log.LogFileWriter",
                        "w.file.location=" + root.resolve("questdb.log"),
                        "w.file.level=ERROR"));
        LogFactory.configureRootDir(root.toString());
    }

    /** QuestDB with one door, small enough to share a machine with Kafka and Flink. */
    private static final class Settings extends PropBootstrapConfiguration {

        private final int port;

        private Settings(int port) {
            this.port = port;
        }

        @Override
        public Map<String, String> getEnv() {
            return Map.of(
                    "QDB_HTTP_BIND_TO", "127.0.0.1:" + port,
                    "QDB_HTTP_MIN_ENABLED", "false",
                    "QDB_PG_ENABLED", "false",
                    "QDB_LINE_TCP_ENABLED", "false",
                    "QDB_LINE_UDP_ENABLED", "false",
                    "QDB_TELEMETRY_ENABLED", "false",
                    "QDB_SHARED_WORKER_COUNT", "2");
        }

        @Override
        public String getBanner() {
            return "";
        }
    }
}
