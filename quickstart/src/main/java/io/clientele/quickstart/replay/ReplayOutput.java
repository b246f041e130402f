package io.clientele.quickstart.replay;

import io.clientele.analytics.alert.AlertJson;
import io.clientele.analytics.kpi.LineProtocol;
import io.clientele.analytics.model.ModelJson;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.profile.ProfileJson;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.analytics.profile.VipMove;
import io.clientele.job.Destinations;
import io.clientele.job.Settings;
import io.clientele.job.ingest.DeadLetter;
import io.clientele.job.ingest.DeadLetterJson;
import io.clientele.job.rfm.ProfileUpdate;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The files of a replay. Tasks write parts; at the end the parts become one file each, in an order
 * that does not depend on the tasks, so that equal results are equal files.
 *
 * @param directory where the files go
 */
public record ReplayOutput(Path directory) implements AutoCloseable {

    private static final String PROFILES = "profiles.jsonl";
    private static final String MOVES = "segment-moves.jsonl";
    private static final String VIP_MOVES = "vip-moves.jsonl";
    private static final String MODELS = "models.json";
    private static final String KPIS = "kpis.lp";
    private static final String DEAD_LETTERS = "dead-letters.jsonl";
    private static final String ALERTS = "alerts.jsonl";

    private Path parts() {
        return directory.resolve(".parts");
    }

    /** Makes the directories; earlier parts are removed. */
    public void prepare() throws IOException {
        Files.createDirectories(parts());
        removeParts();
        Files.createDirectories(parts());
    }

    /** Where the job writes to. */
    public Destinations destinations(Settings settings) {
        String to = parts().toString();
        var windows = settings.windows();
        var reporting = settings.currency();
        String currency = reporting.code();
        long lastDay = settings.calendar().dayOf(settings.horizon());
        return new Destinations(
                new LinesSink<ProfileUpdate>(
                        to,
                        PROFILES,
                        () -> {
                            var json = new ProfileJson(windows, currency);
                            return update -> update.profile().map(json::write);
                        }),
                new LinesSink<SegmentMove>(
                        to,
                        MOVES,
                        () -> {
                            var json = new ProfileJson(windows, currency);
                            return move -> Optional.of(json.write(move));
                        }),
                new LinesSink<VipMove>(
                        to,
                        VIP_MOVES,
                        () -> {
                            var json = new ProfileJson(windows, currency);
                            return move -> Optional.of(json.write(move));
                        }),
                new LinesSink<Models>(
                        to,
                        MODELS,
                        () -> {
                            var json = new ModelJson(reporting);
                            return models ->
                                    models.day() == lastDay
                                            ? Optional.of(json.writeIndented(models))
                                            : Optional.empty();
                        }),
                new DiscardingSink<>(),
                new LinesSink<>(
                        to,
                        KPIS,
                        () ->
                                point ->
                                        Optional.of(
                                                LineProtocol.of(point)
                                                        .getBytes(StandardCharsets.UTF_8))),
                new LinesSink<DeadLetter>(
                        to,
                        DEAD_LETTERS,
                        () -> letter -> Optional.of(DeadLetterJson.write(letter))),
                new LinesSink<>(to, ALERTS, () -> alert -> Optional.of(AlertJson.write(alert))),
                new DiscardingSink<>());
    }

    /** Turns the parts into the files. */
    public void complete() throws IOException {
        // Every profile begins with the customer's id, so that this is the order of ids.
        writeSorted(PROFILES, Comparator.naturalOrder());
        Comparator<String> byTime =
                Comparator.comparing((String line) -> textAfter("\"at\":\"", line))
                        .thenComparing(Comparator.naturalOrder());
        writeSorted(MOVES, byTime);
        writeSorted(VIP_MOVES, byTime);
        writeModels();
        // Points come from several tasks: in which order is chance.
        write(
                KPIS,
                newestOfEachPoint(linesOf(KPIS)).stream()
                        .sorted(
                                Comparator.comparingLong(ReplayOutput::timeOf)
                                        .thenComparing(Comparator.naturalOrder()))
                        .toList());
        if (hasPart(ALERTS)) {
            writeSorted(
                    ALERTS,
                    Comparator.comparing((String line) -> textAfter("\"time\":\"", line))
                            .thenComparing(Comparator.naturalOrder()));
        }
        writeSorted(
                DEAD_LETTERS,
                Comparator.comparingLong(
                                (String line) -> Long.parseLong(numberAfter("\"offset\":", line)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Removes the parts, also those of a replay that has failed. */
    @Override
    public void close() throws IOException {
        if (Files.exists(parts())) {
            removeParts();
        }
    }

    /** How many lines each of the files has. */
    Map<String, Long> lineCounts() throws IOException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String name : List.of(PROFILES, MOVES, VIP_MOVES, KPIS, DEAD_LETTERS, ALERTS)) {
            if (!Files.exists(directory.resolve(name))) {
                continue;
            }
            try (Stream<String> lines = Files.lines(directory.resolve(name))) {
                counts.put(name, lines.count());
            }
        }
        return counts;
    }

    /** The profiles' file. */
    Path profiles() {
        return directory.resolve(PROFILES);
    }

    /** The alerts' file; there is none without rules. */
    public Path alerts() {
        return directory.resolve(ALERTS);
    }

    private boolean hasPart(String name) throws IOException {
        try (Stream<Path> all = Files.list(parts())) {
            return all.anyMatch(part -> part.getFileName().toString().startsWith(name + "."));
        }
    }

    private void writeSorted(String name, Comparator<String> order) throws IOException {
        List<String> lines = linesOf(name);
        lines.sort(order);
        write(name, lines);
    }

    /** Late events have a window told anew; the later telling stands. */
    private static Collection<String> newestOfEachPoint(List<String> lines) {
        Map<String, String> points = new LinkedHashMap<>();
        for (String line : lines) {
            points.put(line.substring(0, endOfTags(line)) + ' ' + timeOf(line), line);
        }
        return points.values();
    }

    /** There are none if they are off, or if there were too few customers. */
    private void writeModels() throws IOException {
        List<String> lines = linesOf(MODELS);
        if (lines.isEmpty()) {
            Files.deleteIfExists(directory.resolve(MODELS));
        } else {
            write(MODELS, lines);
        }
    }

    private static long timeOf(String point) {
        return Long.parseLong(point.substring(point.lastIndexOf(' ') + 1));
    }

    /** The first space that no backslash precedes. */
    private static int endOfTags(String line) {
        int space = line.indexOf(' ');
        while (line.charAt(space - 1) == '\\') {
            space = line.indexOf(' ', space + 1);
        }
        return space;
    }

    private void write(String name, Collection<String> lines) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(directory.resolve(name))) {
            for (String line : lines) {
                file.write(line);
                file.write('\n');
            }
        }
    }

    private List<String> linesOf(String name) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> all = Files.list(parts())) {
            for (Path part :
                    all.filter(path -> path.getFileName().toString().startsWith(name + "."))
                            .sorted()
                            .toList()) {
                try (Stream<String> ofPart = Files.lines(part)) {
                    ofPart.forEach(lines::add);
                }
            }
        }
        return lines;
    }

    private void removeParts() throws IOException {
        try (Stream<Path> all = Files.list(parts())) {
            for (Path part : all.toList()) {
                Files.delete(part);
            }
        }
        Files.delete(parts());
    }

    private static String textAfter(String marker, String line) {
        int from = line.indexOf(marker) + marker.length();
        return line.substring(from, line.indexOf('"', from));
    }

    private static String numberAfter(String marker, String line) {
        int from = line.indexOf(marker) + marker.length();
        int end = from;
        while (Character.isDigit(line.charAt(end)) || line.charAt(end) == '-') {
            end++;
        }
        return line.substring(from, end);
    }
}
