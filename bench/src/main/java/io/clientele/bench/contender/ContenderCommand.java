package io.clientele.bench.contender;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs one contender in this process and tells of its progress on standard output, one line every
 * tenth of a second: {@code progress NANOS EVENTS CPU_NANOS}. The line {@code savepoint} on
 * standard input asks for one, and is answered with its path. The process ends when standard input
 * does.
 */
public final class ContenderCommand {

    private static final long PERIOD_MILLIS = 100;

    private ContenderCommand() {}

    /**
     * What a contender is told.
     *
     * @param group consumer group, and beginning of the names of transactions
     * @param folder for state and checkpoints, empty at first
     * @param checkpointSeconds between checkpoints or commits
     * @param kpiWindowSeconds length of the main job's KPI windows
     * @param live whether events come at their own time, rather than from a past that is caught up
     */
    public record Arguments(
            Contender contender,
            String brokers,
            String group,
            Path folder,
            long checkpointSeconds,
            long kpiWindowSeconds,
            boolean live) {

        /** As arguments of a process. */
        public String[] toArray() {
            return new String[] {
                contender.name(),
                brokers,
                group,
                folder.toString(),
                Long.toString(checkpointSeconds),
                Long.toString(kpiWindowSeconds),
                Boolean.toString(live)
            };
        }

        static Arguments of(String[] words) {
            return new Arguments(
                    Contender.named(words[0]),
                    words[1],
                    words[2],
                    Path.of(words[3]),
                    Long.parseLong(words[4]),
                    Long.parseLong(words[5]),
                    Boolean.parseBoolean(words[6]));
        }
    }

    /** Runs the contender that the arguments name, until standard input ends. */
    public static void main(String[] words) throws Exception {
        // Threads of an engine that has failed would keep the process, silent.
        Thread.currentThread()
                .setUncaughtExceptionHandler(
                        (thread, failure) -> {
                            failure.printStackTrace();
                            Runtime.getRuntime().halt(1);
                        });
        Locale.setDefault(Locale.ROOT);
        Arguments arguments = Arguments.of(words);
        RunningContender contender = start(arguments);
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var unused =
                Executors.newSingleThreadScheduledExecutor()
                        .scheduleAtFixedRate(
                                () ->
                                        System.out.printf(
                                                "progress %d %d %d%n",
                                                System.nanoTime(),
                                                contender.processed(),
                                                system.getProcessCpuTime()),
                                0,
                                PERIOD_MILLIS,
                                TimeUnit.MILLISECONDS);
        try (var commands =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                if (line.equals("savepoint")) {
                    System.out.println("savepoint " + contender.savepoint(arguments.folder()));
                }
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static RunningContender start(Arguments arguments) throws Exception {
        return switch (arguments.contender().engine()) {
            case CEILING, JOB, MODELS, SQL_OVER, RULES, PATTERNS -> FlinkContender.start(arguments);
            case STREAMS, STREAMS_SPARING, STREAMS_MONEY_ONLY -> StreamsRfm.start(arguments);
            case LOOP -> ConsumerLoop.start(arguments);
        };
    }
}
