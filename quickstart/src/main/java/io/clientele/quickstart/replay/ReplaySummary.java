package io.clientele.quickstart.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clientele.job.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** What a replay did, as {@code summary.json} and as a few lines for a person. */
final class ReplaySummary {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String DEAD_LETTERS = "dead_letters_";

    private final ObjectNode json = JSON.createObjectNode();

    ReplaySummary(Replay replay, FileSurvey survey, int parallelism) {
        Settings settings = replay.settings();
        json.put("schema", 1);
        json.put("format", replay.layout().cliName());
        json.put("input", replay.input().getFileName().toString());
        json.put("currency", settings.currency().code());
        json.put("as_of", Instant.ofEpochMilli(settings.horizon()).toString());
        json.put("parallelism", parallelism);
        ObjectNode file = json.putObject("file");
        survey.counts().forEach(file::put);
        file.put("after_until", survey.afterLastInstant());
    }

    /** Adds what the operators counted. */
    void events(Map<String, Long> counts) {
        ObjectNode events = json.putObject("events");
        events.put("in", counts.getOrDefault("records", 0L));
        events.put("accepted", counts.getOrDefault("accepted", 0L));
        events.put("duplicates", counts.getOrDefault("duplicates", 0L));
        long deadLetters = 0;
        ObjectNode reasons = JSON.createObjectNode();
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            if (count.getKey().startsWith(DEAD_LETTERS) && count.getValue() > 0) {
                deadLetters += count.getValue();
                reasons.put(count.getKey().substring(DEAD_LETTERS.length()), count.getValue());
            }
        }
        events.put("dead_letters", deadLetters);
        events.put("late", counts.getOrDefault("late", 0L));
        events.set("dead_letters_by_reason", reasons);
    }

    /** Adds the sums over all profiles, and the numbers of lines. */
    void results(ReplayOutput output) throws IOException {
        long customers = 0;
        long buyers = 0;
        long orders = 0;
        long gross = 0;
        long refunds = 0;
        try (BufferedReader lines = Files.newBufferedReader(output.profiles())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var lifetime = JSON.readTree(line).path("lifetime");
                customers++;
                buyers += lifetime.path("orders").asLong() > 0 ? 1 : 0;
                orders += lifetime.path("orders").asLong();
                gross += lifetime.path("gross").asLong();
                refunds += lifetime.path("refunds").asLong();
            }
        }
        ObjectNode totals = json.putObject("customers");
        totals.put("all", customers);
        totals.put("with_orders", buyers);
        totals.put("orders", orders);
        totals.put("gross", gross);
        totals.put("refunds", refunds);
        ObjectNode written = json.putObject("lines_written");
        output.lineCounts().forEach(written::put);
    }

    /** Adds how long it took. */
    void seconds(double survey, double job) {
        json.put("survey_seconds", rounded(survey));
        json.put("seconds", rounded(job));
        json.put(
                "events_per_second",
                Math.round(json.path("events").path("in").asLong() / Math.max(job, 0.001)));
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    void write(Path directory) throws IOException {
        Files.writeString(directory.resolve("summary.json"), JSON.writeValueAsString(json) + "\n");
    }

    /** The summary in a few lines. */
    String text() {
        var events = json.path("events");
        var customers = json.path("customers");
        return """
               %,d events in = %,d accepted + %,d duplicates + %,d dead letters (%,d late)
               %,d customers, %,d with an order; gross %,d and refunds %,d minor units of %s as of %s
               %.1f s, %,d events/s at parallelism %d
               """
                .formatted(
                        events.path("in").asLong(),
                        events.path("accepted").asLong(),
                        events.path("duplicates").asLong(),
                        events.path("dead_letters").asLong(),
                        events.path("late").asLong(),
                        customers.path("all").asLong(),
                        customers.path("with_orders").asLong(),
                        customers.path("gross").asLong(),
                        customers.path("refunds").asLong(),
                        json.path("currency").asText(),
                        json.path("as_of").asText(),
                        json.path("seconds").asDouble(),
                        json.path("events_per_second").asLong(),
                        json.path("parallelism").asInt());
    }
}
