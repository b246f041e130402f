package io.clientele.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.bench.check.ProfileCheck;
import io.clientele.bench.contender.Backend;
import io.clientele.bench.contender.Contender;
import io.clientele.bench.contender.Engine;
import io.clientele.bench.measure.ContenderRun;
import io.clientele.bench.measure.Plan;
import io.clientele.bench.measure.StateSizes;
import io.clientele.bench.measure.Throughput;
import io.clientele.bench.shop.Broker;
import io.clientele.bench.shop.ShopTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each contender in its own process, on a small topic. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContendersAgreeTest {

    private static final int CUSTOMERS = 50;
    private static final long EVENTS = 6_000;
    private static final Plan PLAN =
            new Plan(
                    Duration.ofSeconds(0),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(1),
                    Duration.ofHours(1));
    private static final List<String> JVM =
            List.of("-Xmx700m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @TempDir private static Path folder;

    private Broker broker;
    private ShopTopic topic;

    @BeforeAll
    void fill() throws Exception {
        broker = Broker.start(2, folder.resolve("broker"));
        broker.renewEvents();
        topic = ShopTopic.fill(broker.brokers(), CUSTOMERS, ShopTopic.Trade.USUAL, EVENTS);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"JOB", "STREAMS", "STREAMS_SPARING", "STREAMS_MONEY_ONLY", "SQL_OVER", "LOOP"})
    void each_contender_says_of_the_sample_what_adding_up_says(Engine engine) throws Exception {
        Contender contender =
                new Contender(engine, engine == Engine.LOOP ? Backend.HEAP : Backend.ROCKSDB, 1);
        try (ContenderRun run = start(contender)) {
            int agreed =
                    ProfileCheck.check(
                            contender,
                            broker.brokers(),
                            topic.expected(),
                            topic.expected().size() / 2,
                            Duration.ofMinutes(5));
            assertThat(agreed).isGreaterThan(100);
        }
    }

    @Test
    void the_ceiling_reads_all_events_and_is_measured_to_the_last_one() throws Exception {
        try (ContenderRun run = start(new Contender(Engine.CEILING, Backend.HEAP, 2))) {
            Throughput throughput = run.measure(PLAN, 0, EVENTS);
            assertThat(run.progress().events()).isEqualTo(EVENTS);
            assertThat(throughput.events()).isBetween(0L, EVENTS);
        }
    }

    @Test
    void a_savepoint_tells_what_each_operator_keeps() throws Exception {
        try (ContenderRun run = start(new Contender(Engine.JOB, Backend.HEAP, 1))) {
            run.awaitEvents(EVENTS);
            assertThat(StateSizes.of(run.savepoint()))
                    .hasEntrySatisfying("keep-ledger", bytes -> assertThat(bytes).isPositive())
                    .hasEntrySatisfying("drop-duplicates", bytes -> assertThat(bytes).isPositive())
                    .hasEntrySatisfying("score-customers", bytes -> assertThat(bytes).isPositive());
        }
    }

    @Test
    void a_contender_that_dies_is_named_with_its_last_words() throws Exception {
        try (ContenderRun run =
                ContenderRun.start(
                        new Contender(Engine.LOOP, Backend.HEAP, 1),
                        broker.brokers(),
                        folder.resolve("dying"),
                        PLAN,
                        false,
                        List.of("-Xmx1m"))) {
            assertThatThrownBy(() -> run.awaitEvents(EVENTS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the process ended with code");
        }
    }

    private ContenderRun start(Contender contender) throws Exception {
        broker.renewResults();
        return ContenderRun.start(
                contender,
                broker.brokers(),
                folder.resolve("run-" + contender.name()),
                PLAN,
                false,
                JVM);
    }
}
