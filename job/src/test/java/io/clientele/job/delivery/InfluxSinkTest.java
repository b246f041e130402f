package io.clientele.job.delivery;

import static io.clientele.job.delivery.StoreServer.await;
import static io.clientele.job.delivery.StoreServer.fails;
import static io.clientele.job.delivery.StoreServer.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sink inside Flink: checkpoints, end of input and cancellation. */
class InfluxSinkTest {

    @RegisterExtension
    private static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private final StoreServer store = new StoreServer();

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void a_bounded_input_ends_with_every_point_stored() throws Exception {
        store.answersFirst(fails(503, "starting"), fails(503, "starting"));

        start(2_500, store.settings()).getJobExecutionResult().get(60, TimeUnit.SECONDS);

        Set<String> expected =
                LongStream.range(0, 2_500)
                        .mapToObj(InfluxSinkTest::line)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(new TreeSet<>(store.storedLines())).isEqualTo(expected);
    }

    @Test
    void a_job_that_waits_for_the_store_is_cancelled_at_once() throws Exception {
        store.answers(fails(503, "down").withHeader("Retry-After", "3600"));
        JobClient job = start(Long.MAX_VALUE, store.settings());
        await("an attempt", () -> !store.requests().isEmpty());

        assertThat(endOf(job)).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void a_job_that_waits_for_an_answer_is_cancelled_at_once() throws Exception {
        store.answers(stored().withFixedDelay(600_000));
        JobClient job = start(Long.MAX_VALUE, store.settings().withTimeout(Duration.ofMinutes(10)));
        await("a request", () -> store.arrivals() > 0);

        assertThat(endOf(job)).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void a_store_that_rejects_the_token_fails_the_job() throws Exception {
        store.answers(fails(401, "unauthorized access"));
        JobClient job = start(10, store.settings());

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> job.getJobExecutionResult().get(60, TimeUnit.SECONDS))
                .havingRootCause()
                .withMessageContaining("bucket kpis")
                .withMessageContaining("HTTP 401")
                .withMessageNotContaining(StoreServer.TOKEN);
    }

    private static JobClient start(long points, InfluxSettings settings) throws Exception {
        Configuration configuration =
                KpiDelivery.configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(1);
        KpiDelivery.define(
                environment,
                new DataGeneratorSource<>(InfluxSinkTest::line, points, Types.STRING),
                new InfluxSink(settings));
        return environment.executeAsync();
    }

    private static JobStatus endOf(JobClient job) throws Exception {
        job.cancel().get(10, TimeUnit.SECONDS);
        await("the end of the job", () -> status(job).isGloballyTerminalState());
        return status(job);
    }

    private static JobStatus status(JobClient job) {
        try {
            return job.getJobStatus().get(10, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String line(long number) {
        return "sales orders=%di %d".formatted(number, number * 1_000);
    }
}
