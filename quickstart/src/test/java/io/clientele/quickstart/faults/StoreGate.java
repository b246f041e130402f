package io.clientele.quickstart.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** Stands before the store and passes requests on, unless it is told to answer otherwise. */
final class StoreGate implements AutoCloseable {

    /**
     * An answer of the gate's own to one request.
     *
     * @param afterStoring whether the store gets the points all the same
     * @param onlyBatches whether requests of a single line pass
     */
    record Disturbance(int status, boolean afterStoring, boolean onlyBatches) {}

    private final URI store;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Queue<Disturbance> disturbances = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> disturbed = new ConcurrentHashMap<>();
    private final AtomicInteger refusedByStore = new AtomicInteger();
    private final int port;
    private HttpServer server;

    StoreGate(URI store) throws IOException {
        this.store = store;
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Answers the next request that it applies to otherwise. */
    void disturb(Disturbance disturbance) {
        disturbances.add(disturbance);
    }

    /** How often the gate has answered so by itself. */
    int disturbed(int status) {
        return disturbed.computeIfAbsent(status, any -> new AtomicInteger()).get();
    }

    /** How often the store itself has answered 400. */
    int refusedByStore() {
        return refusedByStore.get();
    }

    /** Listens no more. */
    void leave() {
        server.stop(0);
    }

    /** Listens again, where it did. */
    void comeBack() throws IOException {
        server = listen(port);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpServer listen(int at) throws IOException {
        HttpServer listening =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        listening.setExecutor(threads);
        listening.createContext("/", this::answer);
        listening.start();
        return listening;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Disturbance disturbance = disturbances.peek();
            if (disturbance != null
                    && !(disturbance.onlyBatches() && lines(exchange, body) == 1)
                    && disturbances.remove(disturbance)) {
                if (disturbance.afterStoring()) {
                    pass(exchange, body);
                }
                disturbed
                        .computeIfAbsent(disturbance.status(), any -> new AtomicInteger())
                        .incrementAndGet();
                if (disturbance.status() == 429) {
                    exchange.getResponseHeaders().add("Retry-After", "1");
                }
                respond(exchange, disturbance.status(), "{\"message\":\"injected\"}");
                return;
            }
            HttpResponse<String> answer = pass(exchange, body);
            if (answer.statusCode() == 400) {
                refusedByStore.incrementAndGet();
            }
            respond(exchange, answer.statusCode(), answer.body());
        }
    }

    private HttpResponse<String> pass(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(store.resolve(exchange.getRequestURI()))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : new String[] {"Content-Encoding", "Content-Type"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new IOException("the gate closes", closing);
        }
    }

    private static void respond(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        boolean none = status == 204 || body.length == 0;
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }

    private static long lines(HttpExchange exchange, byte[] body) {
        boolean gzipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream in =
                gzipped
                        ? new GZIPInputStream(new ByteArrayInputStream(body))
                        : new ByteArrayInputStream(body)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().count();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
