package io.clientele.quickstart.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.kpi.KpiJson;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.job.Topics;
import io.clientele.quickstart.embedded.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever fails, what is told in the end is what an undisturbed run tells. The moments and the
 * shop follow from a seed, {@code -Dclientele.faults.seed}.
 */
@Tag("faults")
class FaultsTest {

    private static final long SEED = Long.getLong("clientele.faults.seed", 1);
    private static final int AS_FAST_AS_IT_GOES = 1_000_000;
    private static final int A_SECOND = 600;

    /** After the days that are compared. */
    private static final Instant BAD_POINT = Instant.ofEpochMilli(Shop.end()).plusSeconds(900);

    @TempDir private static Path folder;

    private static List<Shop.Sent> records;
    private static Told undisturbed;

    @BeforeAll
    static void run_undisturbed() throws Exception {
        System.out.printf("clientele.faults.seed=%d%n", SEED);
        records = new ArrayList<>(Shop.records(SEED));
        records.addAll(Shop.sentinels());
        try (Machines machines = new Machines("undisturbed", folder);
                Feed feed = new Feed(records, AS_FAST_AS_IT_GOES, machines.kafka().brokers())) {
            JobID main = machines.submitMainJob(2, Optional.empty());
            JobID delivery = machines.submitDelivery();
            feed.finish();
            undisturbed = end(machines, main, delivery);
        }
        System.out.printf("%,d records, undisturbed: %s%n", records.size(), sizes());
    }

    @Test
    void the_undisturbed_run_tells_enough_to_compare() {
        assertThat(undisturbed.size("profiles")).isGreaterThan(3_000);
        assertThat(undisturbed.subjects().get("profiles").values())
                .as("customers that are removed, and such that come back")
                .anyMatch(told -> told.get(told.size() - 1).equals("removed"))
                .anyMatch(
                        told ->
                                told.contains("removed")
                                        && told.indexOf("removed") < told.size() - 1);
        assertThat(undisturbed.size("moves")).isGreaterThan(1_000);
        assertThat(undisturbed.size("KPIs")).isGreaterThan(8_000);
        assertThat(undisturbed.size("dead letters")).isGreaterThan(200);
        assertThat(undisturbed.keys("points in the store")).isEqualTo(undisturbed.keys("KPIs"));
    }

    @Test
    void ten_failures_change_nothing() throws Exception {
        List<Fault.Moment> moments = Fault.ten(SEED, records.size());
        System.out.println(moments);
        Random random = new Random(~SEED);
        try (Machines machines = new Machines("disturbed", folder);
                Feed feed = new Feed(records, A_SECOND, machines.kafka().brokers())) {
            JobID main = machines.submitMainJob(2, Optional.empty());
            JobID delivery = machines.submitDelivery();
            for (int i = 0; i < moments.size(); i++) {
                Fault.Moment moment = moments.get(i);
                feed.allow(i + 1 < moments.size() ? moments.get(i + 1).at() : records.size() - 1);
                Awaiting.until(moment.toString(), () -> feed.sent() >= moment.at());
                inject(moment.fault(), machines, random);
                System.out.printf(
                        "%s: %s, %d checkpoints%n",
                        Instant.now(),
                        moment,
                        machines.checkpoints(main).getCounts().getNumberOfCompletedCheckpoints());
            }
            feed.finish();
            Told disturbed = end(machines, main, delivery);
            assertSame("disturbed", disturbed);
        }
    }

    @Test
    void savepoints_and_other_parallelisms_change_nothing() throws Exception {
        Random random = new Random(SEED + 1);
        try (Machines machines = new Machines("rescaled", folder);
                Feed feed = new Feed(records, 3_000, machines.kafka().brokers())) {
            Optional<String> savepoint = Optional.empty();
            int fifth = records.size() / 5;
            int next = 0;
            for (int parallelism : List.of(1, 2, 4)) {
                JobID main = machines.submitMainJob(parallelism, savepoint);
                next += fifth / 2 + random.nextInt(fifth);
                int until = next;
                // Goes on meanwhile: the savepoint is taken in the middle.
                feed.allow(until + fifth);
                Awaiting.until("record " + until, () -> feed.sent() >= until);
                Awaiting.until(
                        "a checkpoint",
                        () ->
                                machines.checkpoints(main)
                                                .getCounts()
                                                .getNumberOfCompletedCheckpoints()
                                        > 1);
                savepoint = Optional.of(machines.stop(main));
            }
            JobID main = machines.submitMainJob(2, savepoint);
            JobID delivery = machines.submitDelivery();
            feed.finish();
            assertSame("rescaled", end(machines, main, delivery));
        }
    }

    private static Told end(Machines machines, JobID main, JobID delivery) throws Exception {
        machines.awaitTheEnd();
        machines.stop(main);
        machines.awaitDelivery();
        machines.cancel(delivery);
        return Told.inTopicsAndStore(machines.kafka().brokers(), machines.store());
    }

    private static void assertSame(String run, Told told) throws IOException {
        List<String> differences = undisturbed.differences(told);
        Path all = Path.of("target", "faults-seed-%d-%s.txt".formatted(SEED, run));
        if (!differences.isEmpty()) {
            // A message would not hold all of them.
            Files.createDirectories(all.getParent());
            Files.write(all, differences);
        }
        assertThat(differences.stream().limit(10))
                .as("%d differences, seed %d, all in %s", differences.size(), SEED, all)
                .isEmpty();
    }

    private static void inject(Fault fault, Machines machines, Random random) throws Exception {
        StoreGate gate = machines.gate();
        Passage.Traps traps = machines.traps();
        switch (fault) {
            case TASK_FAILS ->
                    awaitStrike(traps, fault, () -> traps.failAfter(1 + random.nextInt(500)));
            case TASK_FAILS_AS_A_CHECKPOINT_COMPLETES ->
                    awaitStrike(traps, fault, traps::failAtCompletion);
            case CHECKPOINT_IS_DECLINED -> awaitStrike(traps, fault, traps::failSnapshot);
            case TASK_MANAGER_STOPS -> machines.replaceTaskManager(random.nextInt(2));
            case BROKER_STOPS -> {
                machines.kafka().pause();
                // How long it is away is a part of the fault.
                Thread.sleep(random.nextInt(4_000));
                machines.kafka().resume();
            }
            case STORE_IS_AWAY -> {
                gate.leave();
                long until = machines.toldPoints() + 50;
                Awaiting.until("points to deliver", () -> machines.toldPoints() >= until);
                gate.comeBack();
            }
            case STORE_IS_OVERLOADED -> disturb(429, 1 + random.nextInt(3), false, gate);
            case STORE_FAILS -> disturb(500, 1 + random.nextInt(5), random.nextBoolean(), gate);
            case STORE_REFUSES -> {
                tellBadPoint(machines.kafka().brokers());
                gate.disturb(new StoreGate.Disturbance(400, random.nextBoolean(), true));
                Awaiting.until(
                        "refusals", () -> gate.disturbed(400) == 1 && gate.refusedByStore() > 0);
            }
        }
    }

    private static void awaitStrike(Passage.Traps traps, Fault fault, Runnable set)
            throws Exception {
        int before = traps.struck();
        set.run();
        Awaiting.until(fault.toString(), () -> traps.struck() > before);
    }

    private static void disturb(int status, int times, boolean afterStoring, StoreGate gate)
            throws Exception {
        for (int i = 0; i < times; i++) {
            gate.disturb(new StoreGate.Disturbance(status, afterStoring, false));
        }
        Awaiting.until("answers " + status, () -> gate.disturbed(status) == times);
    }

    /** A point with a fraction where the store has whole numbers. */
    private static void tellBadPoint(String brokers) {
        KpiPoint bad = new KpiPoint("sales", BAD_POINT, 900, Map.of(), Map.of("orders", 0.5));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", brokers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            var unused =
                    producer.send(
                            new ProducerRecord<>(
                                    Topics.KPIS, "sales".getBytes(UTF_8), KpiJson.write(bad)));
        }
    }

    private static String sizes() {
        StringBuilder sizes = new StringBuilder();
        undisturbed
                .subjects()
                .keySet()
                .forEach(
                        subject ->
                                sizes.append(
                                        "%,d %s; ".formatted(undisturbed.size(subject), subject)));
        return sizes.toString();
    }
}
