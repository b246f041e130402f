package io.clientele.bench.measure;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java process of its own, with the class path of this one but for some jars: Flink and Kafka
 * Streams each bring a RocksDB under the same class names.
 */
public final class ChildProcess implements AutoCloseable {

    /** Flink's own build of RocksDB, which Kafka Streams must not see. */
    public static final String RIVAL_OF_STREAMS = "frocksdbjni-";

    /** The RocksDB of Kafka Streams, which Flink must not see. */
    public static final String RIVAL_OF_FLINK = "rocksdbjni-";

    private static final int MOST_LINES_OF_ERRORS = 30;

    private final Process process;
    private final Path errors;

    private ChildProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /**
     * Starts a process.
     *
     * @param main its main class
     * @param without what the names of jars begin with that it is not to see
     * @param options of the JVM
     * @param folder where it may write; its temporary files and errors go there
     * @param lines told each line of its standard output
     */
    public static ChildProcess start(
            Class<?> main,
            String without,
            List<String> options,
            String[] arguments,
            Path folder,
            Consumer<String> lines)
            throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Djava.io.tmpdir=" + folder);
        command.add("-Dlog4j2.level=" + System.getProperty("clientele.log.level", "error"));
        command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        command.add("--add-opens=java.base/java.util=ALL-UNNAMED");
        command.add("-cp");
        command.add(classPath(name -> !name.startsWith(without)));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        Thread reader =
                new Thread(
                        () -> {
                            try (var out =
                                    new BufferedReader(
                                            new InputStreamReader(
                                                    process.getInputStream(),
                                                    StandardCharsets.UTF_8))) {
                                out.lines().forEach(lines);
                            } catch (IOException | UncheckedIOException closed) {
                                // The process has gone; whoever waits for its lines notices.
                            }
                        },
                        main.getSimpleName());
        reader.setDaemon(true);
        reader.start();
        return new ChildProcess(process, errors);
    }

    private static String classPath(Predicate<String> wanted) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> wanted.test(Path.of(entry).getFileName().toString()))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Writes a line to its standard input. */
    public void tell(String line) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /**
     * Makes sure that it is still there.
     *
     * @throws IllegalStateException if it has ended, with the last it had to say
     */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "the process ended with code %d: %s"
                            .formatted(process.exitValue(), lastErrors()));
        }
    }

    /** The end of what it wrote to its standard error. */
    public String lastErrors() {
        try {
            List<String> lines = Files.readAllLines(errors, StandardCharsets.UTF_8);
            return String.join(
                    "\n",
                    lines.subList(Math.max(0, lines.size() - MOST_LINES_OF_ERRORS), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** Ends it at once, and waits until it has ended. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
