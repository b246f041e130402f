package io.clientele.job.alert.channel;

import io.clientele.job.delivery.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** JSON by HTTP POST to one address. Redirections are not followed: they could lead anywhere. */
public final class JsonPost implements AutoCloseable {

    /** What is wrong with the message itself, and will be the next time. */
    private static final Set<Integer> REFUSALS = Set.of(400, 405, 406, 411, 413, 414, 415, 422);

    private final URI address;
    private final Duration timeout;
    private final List<String> secrets;
    private final HttpClient client;
    private final ExecutorService executor;

    /**
     * A client for an address.
     *
     * @param timeout of one attempt, from connecting to the end of the answer
     * @param secrets what no message may show, beside the address
     */
    public JsonPost(URI address, Duration timeout, String... secrets) {
        this.address = address;
        this.secrets = List.of(secrets);
        this.timeout = timeout;
        executor =
                Executors.newFixedThreadPool(
                        2,
                        work -> {
                            Thread thread = new Thread(work, "alert-http");
                            thread.setDaemon(true);
                            return thread;
                        });
        client =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(executor)
                        .build();
    }

    /** Sends the body once. */
    public CompletableFuture<Outcome> send(byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "Clientele")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request.build(), info -> new FirstWords());
        return answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle(
                        (response, failure) -> {
                            if (failure == null) {
                                return outcome(response);
                            }
                            answer.cancel(true);
                            return failed(failure);
                        });
    }

    private Outcome outcome(HttpResponse<String> response) {
        int status = response.statusCode();
        String words = response.body().strip();
        String answer =
                masked(words.isEmpty() ? "HTTP " + status : "HTTP %d: %s".formatted(status, words));
        if (status >= 200 && status < 300) {
            return new Outcome.Delivered(answer);
        }
        if (REFUSALS.contains(status)) {
            return new Outcome.Refused(answer);
        }
        return new Outcome.Unavailable(
                answer,
                response.headers()
                        .firstValue("Retry-After")
                        .flatMap(header -> RetryAfter.parse(header, Instant.now())));
    }

    private Outcome failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause instanceof TimeoutException) {
            return new Outcome.Unavailable(
                    "no answer within %d ms".formatted(timeout.toMillis()), Optional.empty());
        }
        if (cause instanceof IOException) {
            return new Outcome.Unavailable(masked(cause.toString()), Optional.empty());
        }
        throw new CompletionException(cause);
    }

    /** An address may hold a token, in its path or its query. */
    private String masked(String text) {
        String masked = text.replace(address.toString(), "***");
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        String path = address.getRawPath();
        return path == null || path.length() < 8 ? masked : masked.replace(path, "/***");
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
