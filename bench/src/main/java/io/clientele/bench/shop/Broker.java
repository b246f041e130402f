package io.clientele.bench.shop;

import io.clientele.bench.measure.ChildProcess;
import io.clientele.job.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The one broker of a run, in a process of its own, on loopback. */
public final class Broker implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final ChildProcess process;
    private final String brokers;
    private final int partitions;
    private final Admin admin;

    private Broker(ChildProcess process, String brokers, int partitions) {
        this.process = process;
        this.brokers = brokers;
        this.partitions = partitions;
        this.admin = Admin.create(Map.of("bootstrap.servers", brokers));
    }

    /**
     * Starts the broker.
     *
     * @param partitions of each topic, at least 1
     * @param folder for its log
     */
    public static Broker start(int partitions, Path folder)
            throws IOException, InterruptedException {
        CompletableFuture<String> address = new CompletableFuture<>();
        ChildProcess process =
                ChildProcess.start(
                        BrokerCommand.class,
                        ChildProcess.RIVAL_OF_FLINK,
                        List.of("-Xmx1g", "-XX:+UseParallelGC"),
                        new String[0],
                        folder,
                        line -> {
                            if (line.startsWith("brokers ")) {
                                address.complete(line.substring("brokers ".length()));
                            }
                        });
        try {
            return new Broker(process, address.get(PATIENCE_SECONDS, TimeUnit.SECONDS), partitions);
        } catch (ExecutionException | TimeoutException silent) {
            String errors = process.lastErrors();
            process.close();
            throw new IOException("the broker did not start: " + errors, silent);
        }
    }

    /** What clients connect to. */
    public String brokers() {
        return brokers;
    }

    /** Makes the topic of events anew, empty. */
    public void renewEvents() throws IOException, InterruptedException {
        renew(name -> name.equals(Topics.EVENTS));
    }

    /** Makes all other topics anew, empty, and forgets those that contenders made. */
    public void renewResults() throws IOException, InterruptedException {
        renew(name -> !name.equals(Topics.EVENTS));
    }

    private void renew(java.util.function.Predicate<String> wanted)
            throws IOException, InterruptedException {
        try {
            List<String> old = new ArrayList<>(admin.listTopics().names().get());
            old.removeIf(wanted.negate());
            admin.deleteTopics(old).all().get();
            for (NewTopic topic : Topics.specifications(partitions)) {
                if (wanted.test(topic.name())) {
                    create(topic);
                }
            }
        } catch (ExecutionException failure) {
            throw new IOException("topics were not renewed", failure.getCause());
        }
    }

    /** A topic that has just been deleted may take a moment to go. */
    private void create(NewTopic topic)
            throws ExecutionException, InterruptedException, IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                admin.createTopics(Set.of(topic)).all().get();
                return;
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof TopicExistsException)) {
                    throw failure;
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException("topic %s does not go".formatted(topic.name()), failure);
                }
                Thread.sleep(50);
            }
        }
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ofSeconds(1));
        process.close();
    }
}
