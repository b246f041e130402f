package io.clientele.quickstart.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A dashboard of the repository, read and interpolated as Grafana does. */
record Dashboard(Path file, JsonNode json) {

    /** The folder of the dashboards; tests run in their module's own folder. */
    static final Path FOLDER = Path.of("..", "dashboards");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)(?::\\w+)?\\}");

    /** The lengths that Grafana rounds intervals to, in milliseconds, and up to where each goes. */
    private static final long[][] STEPS = {
        {90_000, 60_000},
        {210_000, 120_000},
        {450_000, 300_000},
        {750_000, 600_000},
        {1_050_000, 900_000},
        {1_500_000, 1_200_000},
        {2_700_000, 1_800_000},
        {5_400_000, 3_600_000},
        {9_000_000, 7_200_000},
        {16_200_000, 10_800_000},
        {32_400_000, 21_600_000},
        {86_400_000, 43_200_000},
        {604_800_000, 86_400_000},
        {1_814_400_000, 604_800_000}
    };

    /**
     * What the time picker says.
     *
     * @param from the first millisecond, since 1970
     * @param to the last millisecond
     * @param relative whether it was chosen as a distance from now
     */
    record Time(long from, long to, boolean relative) {}

    /** All dashboards of the repository. */
    static List<Dashboard> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Dashboard> dashboards = new ArrayList<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
                dashboards.add(new Dashboard(file, JSON.readTree(Files.readString(file))));
            }
            return dashboards;
        }
    }

    @Override
    public String toString() {
        return uid();
    }

    String uid() {
        return json.path("uid").asText();
    }

    List<JsonNode> panels() {
        return list(json.path("panels"));
    }

    List<JsonNode> variables() {
        return list(json.path("templating").path("list"));
    }

    /** What marks times in all panels, but for what Grafana itself keeps. */
    List<JsonNode> annotations() {
        return list(json.path("annotations").path("list")).stream()
                .filter(annotation -> !annotation.has("builtIn"))
                .toList();
    }

    /** What the dashboard's variables are worth before anybody chooses. */
    Map<String, String> defaults() {
        Map<String, String> values = new HashMap<>();
        for (JsonNode variable : variables()) {
            values.put(
                    variable.path("name").asText(),
                    variable.path("current").path("value").asText());
        }
        return values;
    }

    /** The time that a panel asks for: its own, where the time picker's is relative. */
    static Time time(JsonNode panel, Time time) {
        String own = panel.path("timeFrom").asText();
        return own.isEmpty() || !time.relative()
                ? time
                : new Time(time.to() - millis(own), time.to(), true);
    }

    /** The query of a target as it is sent, with {@code values} for the dashboard's variables. */
    static String query(JsonNode panel, JsonNode target, Time chosen, Map<String, String> values) {
        Time time = time(panel, chosen);
        Map<String, String> all = new HashMap<>(values);
        all.put("timeFilter", "time >= %dms and time <= %dms".formatted(time.from(), time.to()));
        all.put("__interval", interval(panel, time, values));
        return interpolate(target.path("query").asText(), all);
    }

    /** The text with what is known of {@code $name} and {@code ${name}} in it. */
    static String interpolate(String text, Map<String, String> values) {
        Matcher variable = VARIABLE.matcher(text);
        return variable.replaceAll(
                found -> {
                    String name = found.group(1) == null ? found.group(2) : found.group(1);
                    return Matcher.quoteReplacement(values.getOrDefault(name, found.group()));
                });
    }

    private static String interval(JsonNode panel, Time time, Map<String, String> values) {
        long points = panel.path("maxDataPoints").asLong(500);
        long exact = Math.max(1, (time.to() - time.from()) / points);
        String minimum = interpolate(panel.path("interval").asText("1s"), values);
        return Math.max(rounded(exact), millis(minimum)) / 1000 + "s";
    }

    private static long rounded(long millis) {
        for (long[] step : STEPS) {
            if (millis < step[0]) {
                return step[1];
            }
        }
        return 2_592_000_000L;
    }

    /** How many milliseconds are in {@code 5m}, {@code 30d} and the like. */
    static long millis(String duration) {
        long count = Long.parseLong(duration.substring(0, duration.length() - 1));
        return count
                * switch (duration.charAt(duration.length() - 1)) {
                    case 's' -> 1_000L;
                    case 'm' -> 60_000L;
                    case 'h' -> 3_600_000L;
                    case 'd' -> 86_400_000L;
                    default -> throw new IllegalArgumentException(duration);
                };
    }

    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }
}
