package io.clientele.job.delivery;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.service.WriteService;
import com.influxdb.exceptions.InfluxException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/**
 * One attempt at a time to write a batch through InfluxDB's client, gzipped. The client's own
 * blocking call cannot be interrupted while it waits for an answer, so the same request is sent
 * through the client's write service and cancelled when the waiting thread is interrupted.
 */
final class InfluxConnection implements AutoCloseable {

    private final InfluxSettings settings;
    private final InfluxDBClient client;
    private final WriteService service;

    InfluxConnection(InfluxSettings settings) {
        this.settings = settings;
        InfluxDBClientOptions.Builder options =
                InfluxDBClientOptions.builder()
                        .url(settings.url().toString())
                        .org(settings.org())
                        .bucket(settings.bucket())
                        .okHttpClient(
                                new OkHttpClient.Builder()
                                        .callTimeout(settings.timeout())
                                        .connectTimeout(settings.timeout())
                                        .readTimeout(settings.timeout())
                                        .writeTimeout(settings.timeout())
                                        .retryOnConnectionFailure(false));
        if (!settings.token().isEmpty()) {
            options.authenticateToken(settings.token().toCharArray());
        }
        client = InfluxDBClientFactory.create(options.build()).enableGzip();
        service = client.getService(WriteService.class);
    }

    /**
     * Sends the lines once and waits for what became of them.
     *
     * @throws InterruptedException if the thread is interrupted meanwhile; the request is cancelled
     */
    Answer write(List<String> lines) throws InterruptedException {
        Call<Void> call =
                service.postWrite(
                        settings.org(),
                        settings.bucket(),
                        String.join("\n", lines),
                        null,
                        null,
                        "text/plain; charset=utf-8",
                        null,
                        "application/json",
                        null,
                        WritePrecision.MS,
                        null);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        call.enqueue(
                new Callback<>() {
                    @Override
                    public void onResponse(Call<Void> answered, Response<Void> response) {
                        answer.complete(answerOf(response));
                    }

                    @Override
                    public void onFailure(Call<Void> failed, Throwable failure) {
                        if (failure instanceof IOException) {
                            answer.complete(
                                    new Answer.Unavailable(
                                            settings.masked(failure.toString()), Optional.empty()));
                        } else {
                            answer.completeExceptionally(failure);
                        }
                    }
                });
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            call.cancel();
            throw interrupted;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "writing to " + settings.destination() + " failed", failed.getCause());
        }
    }

    private Answer answerOf(Response<Void> response) {
        if (response.isSuccessful()) {
            return new Answer.Written();
        }
        InfluxException refusal = new InfluxException(response);
        int status = response.code();
        String reason = settings.masked("HTTP %d: %s".formatted(status, refusal.getMessage()));
        return switch (status) {
            case 400, 413, 422 -> new Answer.Refused(reason);
            case 408, 429 -> new Answer.Unavailable(reason, retryAfter(response));
            default ->
                    status >= 500
                            ? new Answer.Unavailable(reason, retryAfter(response))
                            : new Answer.Rejected(reason);
        };
    }

    private static Optional<Duration> retryAfter(Response<Void> response) {
        return Optional.ofNullable(response.headers().get("Retry-After"))
                .flatMap(header -> RetryAfter.parse(header, Instant.now()));
    }

    @Override
    public void close() {
        client.close();
    }
}
