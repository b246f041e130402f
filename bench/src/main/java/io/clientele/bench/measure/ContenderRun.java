package io.clientele.bench.measure;

import io.clientele.bench.contender.Contender;
import io.clientele.bench.contender.ContenderCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** One contender at work in its process, and how far it is. */
public final class ContenderRun implements AutoCloseable {

    private static final long LOOK_MILLIS = 20;

    private final Contender contender;
    private final Path folder;
    private final AtomicReference<Progress> latest = new AtomicReference<>(new Progress(0, 0, 0));
    private final AtomicReference<Path> savepoint = new AtomicReference<>();
    private ChildProcess process;

    private ContenderRun(Contender contender, Path folder) {
        this.contender = contender;
        this.folder = folder;
    }

    /**
     * Starts a contender on the topics of a broker.
     *
     * @param folder for its state, which goes with {@link #close}
     * @param live whether events come at their own time
     * @param options more options of its JVM
     */
    public static ContenderRun start(
            Contender contender,
            String brokers,
            Path folder,
            Plan plan,
            boolean live,
            List<String> options)
            throws IOException {
        ContenderRun run = new ContenderRun(contender, folder);
        boolean streams = contender.engine().isStreams();
        run.process =
                ChildProcess.start(
                        ContenderCommand.class,
                        streams ? ChildProcess.RIVAL_OF_STREAMS : ChildProcess.RIVAL_OF_FLINK,
                        options,
                        new ContenderCommand.Arguments(
                                        contender,
                                        brokers,
                                        "bench-" + folder.getFileName(),
                                        folder,
                                        plan.checkpoint().toSeconds(),
                                        plan.kpiWindow().toSeconds(),
                                        live)
                                .toArray(),
                        folder,
                        run::hear);
        return run;
    }

    private void hear(String line) {
        if (line.startsWith("progress ")) {
            latest.set(Progress.parse(line));
        } else if (line.startsWith("savepoint ")) {
            savepoint.set(Path.of(line.substring("savepoint ".length())));
        }
    }

    /** How far it is. */
    public Progress progress() {
        return latest.get();
    }

    /**
     * Measures the throughput between the end of the warm-up and the end of the measured time, or
     * of the topic.
     *
     * @param least how many events the warm-up has at least, 0 unless the contender grows slower
     *     with them; no more than {@link Plan#LONGEST_WARM_UP} is waited for them
     * @param events how many there are in the topic
     */
    public Throughput measure(Plan plan, long least, long events) throws InterruptedException {
        Progress first = await("its first event", progress -> progress.events() > 0);
        Progress warm =
                await(
                        "the end of its warm-up",
                        progress ->
                                isWarm(plan, least, first, progress)
                                        || progress.events()
                                                >= events * Plan.MOST_OF_TOPIC_TO_WARM_UP);
        Progress last =
                await(
                        "the end of its measurement",
                        progress ->
                                progress.nanos() - warm.nanos() >= plan.measured().toNanos()
                                        || progress.events() >= events);
        return Throughput.between(warm, last);
    }

    private static boolean isWarm(Plan plan, long least, Progress first, Progress now) {
        long nanos = now.nanos() - first.nanos();
        return nanos >= plan.warmUp().toNanos()
                && (now.events() >= least || nanos >= Plan.LONGEST_WARM_UP.toNanos());
    }

    /** Waits until so many events are through. */
    public void awaitEvents(long events) throws InterruptedException {
        await("%,d events".formatted(events), progress -> progress.events() >= events);
    }

    /** A savepoint in the canonical form, of all that is through. */
    public Path savepoint() throws IOException, InterruptedException {
        process.tell("savepoint");
        await("a savepoint", progress -> savepoint.get() != null);
        return savepoint.get();
    }

    private Progress await(String what, Predicate<Progress> reached) throws InterruptedException {
        long deadline = System.nanoTime() + Plan.PATIENCE.toNanos();
        Optional<Progress> found = Optional.empty();
        while (found.isEmpty()) {
            process.requireAlive();
            found = Optional.of(latest.get()).filter(reached);
            if (found.isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "%s has not reached %s within %s, it is at %,d events: %s"
                                    .formatted(
                                            contender.name(),
                                            what,
                                            Plan.PATIENCE,
                                            latest.get().events(),
                                            process.lastErrors()));
                }
                Thread.sleep(Duration.ofMillis(LOOK_MILLIS).toMillis());
            }
        }
        return found.get();
    }

    @Override
    public void close() throws IOException {
        process.close();
        Folders.delete(folder);
    }
}
