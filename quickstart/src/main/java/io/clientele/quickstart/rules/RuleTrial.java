package io.clientele.quickstart.rules;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertJson;
import io.clientele.quickstart.replay.Replay;
import io.clientele.quickstart.replay.ReplayOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What rules would have raised over history.
 *
 * @param alerts in the order of their times
 * @param figures what each rule did, by rule and by the names of the KPI fields
 * @param events how many events were read
 */
record RuleTrial(List<Alert> alerts, Map<String, Map<String, Long>> figures, long events) {

    private static final Pattern POINT = Pattern.compile("alerts,.*?rule=([^, ]+)[^ ]* ([^ ]+) .*");
    private static final Pattern MODE = Pattern.compile("(?m)^mode:.*$");

    /** The text of a rule that raises alerts, whatever its mode. */
    static String live(String text) {
        Matcher mode = MODE.matcher(text);
        return mode.find()
                ? mode.replaceAll("mode: live")
                : text + (text.endsWith("\n") ? "" : "\n") + "mode: live\n";
    }

    /** Runs the main job with the rules over the file, and keeps nothing of it. */
    static RuleTrial of(Replay replay, int parallelism, LongConsumer progress) throws Exception {
        Path folder = Files.createTempDirectory("clientele-rules");
        try (ReplayOutput output = new ReplayOutput(folder)) {
            output.prepare();
            Map<String, Long> counts = replay.run(output, parallelism, progress);
            output.complete();
            return new RuleTrial(
                    alerts(output.alerts()),
                    figures(folder.resolve("kpis.lp")),
                    counts.getOrDefault("records", 0L));
        } finally {
            delete(folder);
        }
    }

    private static List<Alert> alerts(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> AlertJson.read(line.getBytes(StandardCharsets.UTF_8)))
                    .sorted(Comparator.comparing(Alert::time).thenComparing(Alert::id))
                    .toList();
        }
    }

    private static Map<String, Map<String, Long>> figures(Path file) throws IOException {
        Map<String, Map<String, Long>> figures = new HashMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(POINT::matcher)
                    .filter(Matcher::matches)
                    .forEach(point -> add(point.group(1), point.group(2), figures));
        }
        return figures;
    }

    private static void add(String rule, String fields, Map<String, Map<String, Long>> figures) {
        Map<String, Long> ofRule = figures.computeIfAbsent(rule, r -> new HashMap<>());
        for (String field : fields.split(",", -1)) {
            int equals = field.indexOf('=');
            ofRule.merge(
                    field.substring(0, equals),
                    Long.parseLong(field.substring(equals + 1).replace("i", "")),
                    Long::sum);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
