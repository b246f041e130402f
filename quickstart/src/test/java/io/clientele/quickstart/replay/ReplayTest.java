package io.clientele.quickstart.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.quickstart.Clientele;
import io.clientele.quickstart.format.PublishedFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command {@code replay}, as a user calls it. */
class ReplayTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[ ,](\\w+)=(-?\\d+)i");

    @TempDir private Path directory;

    @Test
    void online_retail_gives_its_published_counts() throws Exception {
        Path file = PublishedFiles.require("online-retail/online_retail.csv.xz");

        JsonNode summary = replay("online-retail", file, "retail");

        assertThat(summary.at("/file/lines_read").asLong()).isEqualTo(541_909);
        assertThat(summary.at("/file/left_out_price_or_quantity").asLong()).isEqualTo(2_515);
        assertThat(summary.at("/file/left_out_adjustments").asLong()).isEqualTo(3);
        assertThat(summary.at("/file/invoices").asLong()).isEqualTo(23_795);
        assertThat(summary.at("/events/accepted").asLong()).isEqualTo(23_795);
        assertThat(summary.at("/customers/all").asLong()).isEqualTo(4_371);
        assertThat(summary.at("/customers/with_orders").asLong()).isEqualTo(4_338);
        assertThat(summary.at("/customers/gross").asLong()).isEqualTo(891_140_790);
        assertThat(summary.at("/customers/refunds").asLong()).isEqualTo(61_134_209);
        Map<String, JsonNode> profiles = profiles("retail");
        assertThat(profiles.get("12346").at("/windows/365/net").asLong()).isZero();
        assertThat(profiles.get("12346").at("/lifetime/refunds").asLong()).isEqualTo(7_718_360);
        assertThat(profiles.get("12346").at("/rfm/recency_days").asLong()).isEqualTo(325);
        // Computed apart from this code, from the lines of the file.
        assertFeatures(
                profiles.get("12347"),
                Map.ofEntries(
                        Map.entry("recency_days", 2.0),
                        Map.entry("lifetime_orders", 7.0),
                        Map.entry("purchase_days", 7.0),
                        Map.entry("tenure_days", 367.0),
                        Map.entry("mean_gap_days", 60.833333333333336),
                        Map.entry("gap_variation", 0.3022900025423933),
                        Map.entry("mean_order_value", 61571.42857142857),
                        Map.entry("order_value_variation", 0.5539432775588239),
                        Map.entry("units_per_order", 351.14285714285717),
                        Map.entry("lines_per_order", 26.0),
                        Map.entry("price_level", 175.34580960130188),
                        Map.entry("return_rate", 0.0),
                        Map.entry("spend_trend", 0.760186314862112)));
        assertFeatures(
                profiles.get("14911"),
                Map.ofEntries(
                        Map.entry("recency_days", 1.0),
                        Map.entry("lifetime_orders", 201.0),
                        Map.entry("purchase_days", 132.0),
                        Map.entry("gap_variation", 1.0389857573976513),
                        Map.entry("order_value_variation", 0.8716015060090998),
                        Map.entry("lines_per_order", 28.233830845771145),
                        Map.entry("price_level", 179.18776552669283),
                        Map.entry("return_rate", 0.07823699152289594),
                        Map.entry("returns", 47.0),
                        Map.entry("weekend_share", 0.06965174129353234),
                        Map.entry("evening_share", 0.01990049751243781),
                        Map.entry("spend_trend", 2.463035100214543)));
        assertThat(profiles.get("14911").at("/features/country").asText()).isEqualTo("EIRE");
        assertThat(profiles.get("14911").at("/features/category_entropy").isNull()).isTrue();
    }

    private static void assertFeatures(JsonNode profile, Map<String, Double> expected) {
        expected.forEach(
                (name, value) ->
                        assertThat(profile.at("/features/" + name).asDouble())
                                .as(name)
                                .isCloseTo(value, within(1e-9 * value)));
    }

    @Test
    void the_cdnow_sample_gives_the_statistics_that_the_value_models_were_published_on()
            throws Exception {
        Path file = PublishedFiles.require("cdnow/CDNOW_sample.txt.gz");

        JsonNode summary = replay("cdnow-sample", file, "cdnow", "--until", "1997-09-30");

        assertThat(summary.at("/customers/all").asLong()).isEqualTo(2_357);
        Map<String, JsonNode> profiles = profiles("cdnow");
        assertThat(profiles.values().stream().filter(customer -> x(customer) > 0).count())
                .as("customers with a repeat purchase")
                .isEqualTo(946);
        // The first customer of the published sample: 0001 (1997-01-01, -01-18, -08-02).
        JsonNode first = profiles.get("00004");
        assertThat(x(first)).isEqualTo(2);
        assertThat(first.at("/value/t_x").asDouble()).isCloseTo(30.43, within(0.005));
        assertThat(first.at("/value/T").asDouble()).isCloseTo(38.86, within(0.005));

        JsonNode value = JSON.readTree(text("cdnow", "models.json")).path("value");
        assertThat(value.at("/bgnbd/r").asDouble()).isCloseTo(0.243, within(0.0005));
        assertThat(value.at("/bgnbd/alpha").asDouble()).isCloseTo(4.414, within(0.0005));
        assertThat(value.at("/bgnbd/a").asDouble()).isCloseTo(0.793, within(0.0005));
        assertThat(value.at("/bgnbd/b").asDouble()).isCloseTo(2.426, within(0.0005));
        assertThat(value.at("/bgnbd/log_likelihood").asDouble()).isCloseTo(-9582.4, within(0.05));
        assertThat(value.at("/gamma_gamma/p").asDouble()).isCloseTo(6.25, within(0.005));
        assertThat(value.at("/gamma_gamma/q").asDouble()).isCloseTo(3.74, within(0.005));
        assertThat(value.at("/gamma_gamma/gamma").asDouble()).isCloseTo(15.44, within(0.005));
    }

    @Test
    void profiles_models_and_vip_moves_are_as_their_schemas_say() throws Exception {
        Path file = write("events.jsonl", simulated(20_000));

        replay("track-json", file, "out");

        assertValid("profile", text("out", "profiles.jsonl").lines().toList());
        assertValid("models", List.of(text("out", "models.json")));
        assertValid("vip-move", text("out", "vip-moves.jsonl").lines().toList());
        JsonNode models = JSON.readTree(text("out", "models.json"));
        assertThat(models.path("value").isObject()).isTrue();
        assertThat(models.path("clusters").isObject()).isTrue();
        assertThat(models.path("churn").isObject()).isTrue();
    }

    private static void assertValid(String schema, List<String> documents) throws IOException {
        JsonSchema validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(
                                JSON.readTree(
                                        Path.of("../docs/schemas/" + schema + ".schema.json")
                                                .toFile()));
        assertThat(documents).as(schema).isNotEmpty();
        for (String document : documents) {
            assertThat(validator.validate(JSON.readTree(document))).as(document).isEmpty();
        }
    }

    @Test
    void a_shuffled_file_with_repetitions_gives_what_the_file_in_order_gives() throws Exception {
        List<Event> events = simulated(6_000);
        Path ordered = write("ordered.jsonl", events);
        Random random = new Random(5);
        List<Event> disturbed = new ArrayList<>(events);
        for (int i = 0; i < 600; i++) {
            disturbed.add(events.get(random.nextInt(events.size())));
        }
        List<Event> moved = new ArrayList<>();
        for (Event event : disturbed) {
            moved.add(new Event(event.timestamp() + random.nextInt(600_000), event.value()));
        }
        moved.sort(Comparator.comparingLong(Event::timestamp));
        Path shuffled = write("shuffled.jsonl", moved);

        replay("track-json", ordered, "a", "--parallelism", "1", "--kpi-window", "1h");
        JsonNode summary =
                replay("track-json", shuffled, "b", "--parallelism", "4", "--kpi-window", "1h");

        assertThat(summary.at("/events/duplicates").asLong()).isEqualTo(600);
        assertThat(summary.at("/events/late").asLong()).isZero();
        assertThat(text("b", "profiles.jsonl")).isEqualTo(text("a", "profiles.jsonl"));
        for (String name : List.of("segment-moves.jsonl", "vip-moves.jsonl", "models.json")) {
            assertThat(text("b", name)).as(name).isNotEmpty().isEqualTo(text("a", name));
        }
        assertThat(withoutPipeline("b")).isEqualTo(withoutPipeline("a"));
    }

    @Test
    void every_record_is_accounted_for_whatever_is_in_it() throws Exception {
        List<Event> events = simulated(3_000);
        Random random = new Random(11);
        List<Event> damaged = new ArrayList<>();
        for (Event event : events) {
            byte[] value = event.value().clone();
            if (random.nextInt(3) == 0) {
                for (int i = 0; i < 3; i++) {
                    value[random.nextInt(value.length)] = (byte) (' ' + random.nextInt(90));
                }
            }
            damaged.add(new Event(event.timestamp(), value));
        }
        Path file = write("damaged.jsonl", damaged);

        JsonNode summary = replay("track-json", file, "out", "--as-of", "2026-03-01");

        JsonNode in = summary.at("/events");
        assertThat(in.at("/dead_letters").asLong()).isPositive();
        assertThat(in.at("/in").asLong())
                .isEqualTo(
                        in.at("/accepted").asLong()
                                + in.at("/duplicates").asLong()
                                + in.at("/dead_letters").asLong());
        assertThat(in.at("/in").asLong() + summary.at("/file/after_until").asLong())
                .isEqualTo(3_000);
        assertThat(text("out", "dead-letters.jsonl").lines().count())
                .isEqualTo(in.at("/dead_letters").asLong());
        for (String line : text("out", "dead-letters.jsonl").lines().toList()) {
            JsonNode letter = JSON.readTree(line);
            assertThat(letter.at("/reason").asText()).isNotBlank();
            assertThat(letter.at("/message").asText()).isNotBlank();
            int offset = letter.at("/offset").asInt();
            assertThat(letter.at("/length").asInt())
                    .isEqualTo(damaged.get(offset - 1).value().length);
        }
    }

    @Test
    void the_kpis_add_up_to_the_profiles() throws Exception {
        Path file = write("events.jsonl", simulated(6_000));

        JsonNode summary = replay("track-json", file, "out", "--kpi-window", "1h");

        Map<String, Long> sums = new TreeMap<>();
        for (String line : text("out", "kpis.lp").lines().toList()) {
            Matcher fields = WHOLE_NUMBER.matcher(line);
            while (fields.find()) {
                sums.merge(
                        line.replaceFirst("[, ].*", "") + "." + fields.group(1),
                        Long.valueOf(fields.group(2)),
                        Long::sum);
            }
        }
        long identifiedGross =
                sums.get("sales.gross_revenue") - sums.get("sales.anonymous_revenue");
        assertThat(identifiedGross).isEqualTo(summary.at("/customers/gross").asLong());
        assertThat(sums.get("events.count")).isEqualTo(summary.at("/events/accepted").asLong());
        assertThat(sums.get("pipeline.events")).isEqualTo(summary.at("/events/in").asLong());
        assertThat(sums.get("segments.moved_in"))
                .isEqualTo(sums.get("segments.moved_out"))
                .isEqualTo(summary.at("/lines_written/segment-moves.jsonl").asLong());
    }

    @Test
    void a_file_without_an_event_up_to_the_horizon_makes_empty_results() throws Exception {
        Path nothing = write("nothing.jsonl", List.of());
        Path later = write("later.jsonl", simulated(10));
        for (Path file : List.of(nothing, later)) {
            JsonNode summary = replay("track-json", file, "out", "--until", "2011-12-09");

            assertThat(summary.at("/events/in").asLong()).isZero();
            assertThat(text("out", "profiles.jsonl")).isEmpty();
            assertThat(text("out", "kpis.lp")).isEmpty();
        }
    }

    @Test
    void a_replay_that_fails_leaves_no_parts() throws Exception {
        Path file = write("events.jsonl", simulated(10));
        Path out = directory.resolve("out");
        // Nothing can be written to where the profiles are to go.
        Files.createDirectories(out.resolve("profiles.jsonl").resolve("in the way"));

        refusal("--format", "track-json", "--input", file.toString(), "--out", out.toString());

        assertThat(out.resolve(".parts")).doesNotExist();
    }

    @Test
    void a_job_can_be_asked_how_far_it_is_while_it_ends() throws Exception {
        for (int run = 0; run < 3; run++) {
            var environment = StreamExecutionEnvironment.createLocalEnvironment(1);
            environment.fromData(1, 2, 3).sinkTo(new DiscardingSink<>());
            JobClient job = environment.executeAsync();
            var result = job.getJobExecutionResult();
            // Its cluster shuts down with it, and is unwilling to answer for a moment.
            for (int afterTheEnd = 0; afterTheEnd < 10_000; ) {
                afterTheEnd += result.isDone() ? 1 : 0;
                assertThat(Replay.recordsRead(job)).isZero();
            }
        }
    }

    @Test
    void what_is_asked_for_wrongly_is_said_in_one_line() throws Exception {
        Path file = write("events.jsonl", simulated(10));

        assertThat(refusal("--format", "xml", "--input", file.toString(), "--out", "x"))
                .contains("--format")
                .contains("xml")
                .contains("online-retail");
        assertThat(refusal("--format", "track-json", "--input", "nowhere", "--out", "x"))
                .contains("--input")
                .contains("nowhere");
        assertThat(
                        refusal(
                                "--format",
                                "track-json",
                                "--input",
                                file.toString(),
                                "--out",
                                directory.resolve("x").toString(),
                                "--as-of",
                                "2011-13-01"))
                .contains("--as-of")
                .contains("2011-13-01");
        assertThat(
                        refusal(
                                "--format",
                                "track-json",
                                "--input",
                                file.toString(),
                                "--out",
                                directory.resolve("x").toString(),
                                "--kpi-window",
                                "7h"))
                .contains("kpi-window");
    }

    /** One line of a file, and the time that it stands at. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Event(long timestamp, byte[] value) {}

    private static List<Event> simulated(int count) {
        Simulator simulator = new Simulator(SimulatorSettings.of(300, 3));
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var event = simulator.next();
            events.add(new Event(event.timestamp(), event.value()));
        }
        return events;
    }

    private Path write(String name, List<Event> events) throws IOException {
        Path file = directory.resolve(name);
        StringBuilder lines = new StringBuilder();
        for (Event event : events) {
            lines.append(new String(event.value(), StandardCharsets.UTF_8)).append('\n');
        }
        Files.writeString(file, lines);
        return file;
    }

    private JsonNode replay(String format, Path file, String out, String... more)
            throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "replay",
                                "--format",
                                format,
                                "--input",
                                file.toString(),
                                "--out",
                                directory.resolve(out).toString()));
        arguments.addAll(List.of(more));
        StringWriter errors = new StringWriter();
        CommandLine clientele = Clientele.commandLine().setErr(new PrintWriter(errors, true));
        assertThat(clientele.execute(arguments.toArray(String[]::new)))
                .as(errors::toString)
                .isZero();
        return JSON.readTree(directory.resolve(out).resolve("summary.json").toFile());
    }

    private static String refusal(String... arguments) {
        StringWriter errors = new StringWriter();
        CommandLine clientele = Clientele.commandLine().setErr(new PrintWriter(errors, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "replay";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        assertThat(clientele.execute(all)).isNotZero();
        String said = errors.toString();
        assertThat(said.lines().filter(line -> !line.startsWith("Try "))).hasSize(1);
        return said;
    }

    private Map<String, JsonNode> profiles(String out) throws IOException {
        Map<String, JsonNode> profiles = new TreeMap<>();
        for (String line : text(out, "profiles.jsonl").lines().toList()) {
            JsonNode profile = JSON.readTree(line);
            profiles.put(profile.at("/customer_id").asText(), profile);
        }
        return profiles;
    }

    private String text(String out, String name) throws IOException {
        return Files.readString(directory.resolve(out).resolve(name));
    }

    private List<String> withoutPipeline(String out) throws IOException {
        return text(out, "kpis.lp").lines().filter(line -> !line.startsWith("pipeline ")).toList();
    }

    private static long x(JsonNode profile) {
        return profile.at("/value/x").asLong();
    }
}
