package io.clientele.gateway.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of {@code /api/live}, reading one server-sent event after the other. */
final class EventStream implements AutoCloseable {

    /** One event. */
    record Event(String id, String name, JsonNode content) {}

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    EventStream(String address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/api/live"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        response =
                HttpClient.newHttpClient()
                        .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /** The next event; waits for it. */
    Event next() throws IOException {
        String id = "";
        String name = "";
        StringBuilder content = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3);
            } else if (line.startsWith("event:")) {
                name = line.substring(6);
            } else if (line.startsWith("data:")) {
                content.append(line, 5, line.length());
            } else if (line.isEmpty() && !name.isEmpty()) {
                return new Event(id, name, JsonMapper.shared().readTree(content.toString()));
            }
        }
        throw new IOException("the stream ended");
    }

    /** The next event of a name whose content is as asked; skips the others. */
    JsonNode await(String name, Predicate<JsonNode> condition) throws IOException {
        for (; ; ) {
            Event event = next();
            if (event.name().equals(name) && condition.test(event.content())) {
                return event.content();
            }
        }
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
