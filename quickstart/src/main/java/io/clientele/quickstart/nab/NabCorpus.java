package io.clientele.quickstart.nab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.anomaly.nab.AnomalyWindow;
import io.clientele.analytics.anomaly.nab.LabelledSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The benchmark's files: {@code data/CATEGORY/NAME.csv} with a time and a value a line, and the
 * windows of all of them, by those names, in one JSON file.
 */
final class NabCorpus {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS]");
    private static final List<String> WINDOW_FILES =
            List.of("windows.json", "labels/combined_windows.json");

    private NabCorpus() {}

    /**
     * Reads all series that are there; windows of others are passed over.
     *
     * @throws IllegalArgumentException naming the file, the line and what was expected
     */
    static List<LabelledSeries> read(Path folder) throws IOException {
        JsonNode windows = new ObjectMapper().readTree(windowFile(folder).toFile());
        List<LabelledSeries> corpus = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : windows.properties()) {
            Path file = folder.resolve("data").resolve(entry.getKey());
            if (Files.isReadable(file)) {
                corpus.add(series(entry.getKey(), file, entry.getValue()));
            }
        }
        if (corpus.isEmpty()) {
            throw new IllegalArgumentException(
                    "--data: %s, expected the benchmark's series under data".formatted(folder));
        }
        return corpus;
    }

    private static Path windowFile(Path folder) {
        return WINDOW_FILES.stream()
                .map(folder::resolve)
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "--data: %s, expected a folder with %s"
                                                .formatted(
                                                        folder,
                                                        String.join(" or ", WINDOW_FILES))));
    }

    private static LabelledSeries series(String name, Path file, JsonNode windows)
            throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<LabelledSeries.Point> points = new ArrayList<>(lines.size());
        for (int line = 1; line < lines.size(); line++) {
            points.add(point(file, line + 1, lines.get(line)));
        }
        List<AnomalyWindow> labels = new ArrayList<>();
        for (JsonNode window : windows) {
            labels.add(
                    new AnomalyWindow(
                            indexOf(points, window.get(0).asText(), name),
                            indexOf(points, window.get(1).asText(), name)));
        }
        return new LabelledSeries(name, points, labels);
    }

    private static LabelledSeries.Point point(Path file, int number, String line) {
        String[] columns = line.split(",", 2);
        try {
            return new LabelledSeries.Point(millis(columns[0]), Double.parseDouble(columns[1]));
        } catch (DateTimeParseException
                | NumberFormatException
                | ArrayIndexOutOfBoundsException wrong) {
            throw new IllegalArgumentException(
                    "%s, line %d: \"%s\", expected a time and a value"
                            .formatted(file, number, line),
                    wrong);
        }
    }

    private static int indexOf(List<LabelledSeries.Point> points, String time, String name) {
        long millis = millis(time);
        for (int index = 0; index < points.size(); index++) {
            if (points.get(index).time() == millis) {
                return index;
            }
        }
        throw new IllegalArgumentException(
                "%s: window at %s, expected the time of a point".formatted(name, time));
    }

    private static long millis(String time) {
        return LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
