package io.clientele.quickstart.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.quickstart.Clientele;
import io.clientele.quickstart.format.PublishedFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/** The command {@code evaluate}, against figures that the test computes from the file itself. */
class EvaluateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Invoice, code, description, quantity, time, price, customer. */
    private static final Pattern INVOICE_LINE =
            Pattern.compile(
                    "([^,]*),[^,]*,(?:\"(?:[^\"]|\"\")*\"|[^,\"]*),([^,]*),(.{10})T[^,]*,([^,]*),(\\d+),.*");

    @TempDir private Path directory;

    @Test
    void the_value_models_of_the_cdnow_sample_reach_the_published_figures() throws Exception {
        Path file = PublishedFiles.require("cdnow/CDNOW_sample.txt.gz");
        LocalDate cut = LocalDate.of(1997, 9, 30);

        JsonNode sections = evaluate("cdnow-sample", file, cut);

        JsonNode fit = sections.at("/value_fit/figures");
        assertThat(fit.at("/r/value").asDouble()).isCloseTo(0.243, within(0.0005));
        assertThat(fit.at("/alpha/value").asDouble()).isCloseTo(4.414, within(0.0005));
        assertThat(fit.at("/a/value").asDouble()).isCloseTo(0.793, within(0.0005));
        assertThat(fit.at("/b/value").asDouble()).isCloseTo(2.426, within(0.0005));
        assertThat(fit.at("/log_likelihood/value").asDouble()).isCloseTo(-9582.4, within(0.05));
        JsonNode value = sections.at("/value_273/figures");
        assertThat(value.at("/repeat_purchases/value").asDouble()).isCloseTo(1_653, within(2.0));
        assertThat(value.at("/purchases_mae/value").asDouble()).isCloseTo(0.786, within(0.001));
        assertThat(value.at("/purchases_rmse/value").asDouble()).isCloseTo(1.608, within(0.001));
        Orders orders = cdnowSample(file);
        assertThat(value.at("/repeat_purchases/baselines/happened").asDouble())
                .isEqualTo(orders.repeatDays(cut, 273))
                .isEqualTo(1_882);
        assertThat(value.at("/purchases_mae/baselines/own_rate").asDouble())
                .isCloseTo(orders.ownRateError(cut, 273), within(1e-9));
        assertThat(value.at("/spend/baselines/happened").asDouble())
                .isEqualTo(orders.spend(cut, 273));
        assertChurnIsThatOf(orders, cut, sections.at("/churn/figures"));
        JsonNode vips = sections.at("/vips/figures/revenue_after");
        assertThat(vips.at("/value").asDouble())
                .isBetween(
                        vips.at("/baselines/by_chance").asDouble(),
                        vips.at("/baselines/hindsight").asDouble());
    }

    @Test
    void the_champion_of_online_retail_beats_recency_and_the_base_rate() throws Exception {
        Path file = PublishedFiles.require("online-retail/online_retail.csv.xz");
        LocalDate cut = LocalDate.of(2011, 9, 10);

        JsonNode sections = evaluate("online-retail", file, cut);

        JsonNode churn = sections.at("/churn/figures");
        assertChurnIsThatOf(onlineRetail(file), cut, churn);
        assertThat(churn.at("/auc/value").asDouble()).isGreaterThanOrEqualTo(0.74);
        assertThat(churn.at("/auc/baselines/recency").asDouble()).isCloseTo(0.683, within(0.001));
        assertThat(churn.at("/brier/value").asDouble())
                .isLessThan(churn.at("/brier/baselines/base_rate").asDouble());
        JsonNode clusters = sections.at("/clusters/figures");
        assertThat(clusters.at("/k/value").asInt()).isEqualTo(4);
        assertThat(clusters.at("/silhouette_ratio/value").asDouble()).isGreaterThan(0.95);
    }

    private static void assertChurnIsThatOf(Orders orders, LocalDate cut, JsonNode churn) {
        assertThat(churn.at("/customers/value").asInt()).isEqualTo(orders.buyers(cut));
        assertThat(churn.at("/customers/baselines/churned").asInt())
                .isEqualTo(orders.silent(cut, 90));
        assertThat(churn.at("/auc/baselines/recency").asDouble())
                .isCloseTo(orders.aucOfRecency(cut, 90), within(1e-9));
        double rate = (double) orders.silent(cut, 90) / orders.buyers(cut);
        assertThat(churn.at("/brier/baselines/base_rate").asDouble())
                .isCloseTo(rate * (1 - rate), within(1e-9));
    }

    @Test
    void a_generated_cohort_is_told_with_its_truth() throws Exception {
        Path file = directory.resolve("cohort.jsonl");
        Path truth = directory.resolve("truth.jsonl");
        run(
                "generate",
                "--cohort",
                "--customers",
                "1500",
                "--seed",
                "3",
                "--until",
                "2026-08-31",
                "--out",
                file.toString(),
                "--truth",
                truth.toString());

        JsonNode sections =
                evaluate(
                        "track-json",
                        file,
                        LocalDate.of(2026, 5, 31),
                        "--truth",
                        truth.toString(),
                        "--horizon",
                        "30,60");

        assertThat(sections.path("value_30").isObject()).isTrue();
        assertThat(sections.path("value_60").isObject()).isTrue();
        JsonNode figures = sections.at("/truth/figures");
        assertThat(figures.at("/r/baselines/true").asDouble()).isEqualTo(0.8);
        assertThat(figures.at("/alpha/baselines/true").asDouble()).isEqualTo(12);
        assertThat(figures.at("/r/baselines/relative_error").asDouble())
                .isCloseTo(figures.at("/r/value").asDouble() / 0.8 - 1, within(1e-12));
        double best = figures.at("/churn_auc/baselines/bayes_optimal").asDouble();
        assertThat(figures.at("/churn_auc/value").asDouble()).isBetween(0.5, best);
        assertThat(figures.at("/churn_brier/value").asDouble())
                .isGreaterThan(figures.at("/churn_brier/baselines/bayes_optimal").asDouble());
    }

    @Test
    void what_does_not_fit_the_file_is_said_with_what_would() throws Exception {
        Path file = directory.resolve("two-orders.txt");
        Files.writeString(
                file,
                "customer date cds dollars\n00001 19970101 1 10.00\n00001 19970205 1 10.00\n");

        assertThat(refusal(file, "1998-01-01"))
                .contains("--cut: 1998-01-01")
                .contains("expected a day from 1997-01-01 to 1997-02-04");
        assertThat(refusal(file, "1996-12-31")).contains("--cut: 1996-12-31");
        assertThat(refusal(file, "1997-02-01", "--horizon", "5"))
                .contains("--horizon: 5, expected 1 to 4 days");
        assertThat(refusal(file, "1997-02-01", "--parallelism", "0"))
                .contains("--parallelism: 0, expected 1 to 128");
        assertThat(refusal(file, "1997-02-01", "--truth", file.toString())).contains("truth:");
    }

    private String refusal(Path file, String cut, String... more) {
        StringWriter err = new StringWriter();
        var command = Clientele.commandLine().setErr(new PrintWriter(err, true));
        String[] all = {"evaluate", "--format", "cdnow", "--input", file.toString(), "--cut", cut};
        assertThat(command.execute(concat(all, more))).isNotZero();
        return err.toString();
    }

    private JsonNode evaluate(String format, Path file, LocalDate cut, String... more)
            throws IOException {
        Path out = directory.resolve("evaluation.json");
        String[] all = {
            "evaluate",
            "--format",
            format,
            "--input",
            file.toString(),
            "--cut",
            cut.toString(),
            "--out",
            out.toString()
        };
        String table = run(concat(all, more));
        JsonNode sections = JSON.readTree(out.toFile()).path("sections");
        sections.forEach(section -> assertThat(table).contains(section.path("title").asText()));
        return sections;
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        var command =
                Clientele.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true));
        assertThat(command.execute(arguments)).as(err.toString()).isZero();
        return out.toString();
    }

    private static String[] concat(String[] some, String... more) {
        String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    private static Orders cdnowSample(Path file) throws IOException {
        Orders orders = new Orders();
        try (var lines = reader(new GZIPInputStream(Files.newInputStream(file)))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.trim().split("\\s+", -1);
                orders.add(
                        fields[0],
                        LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE),
                        Math.round(100 * Double.parseDouble(fields[4])));
            }
        }
        return orders;
    }

    private static Orders onlineRetail(Path file) throws IOException {
        Orders orders = new Orders();
        try (var lines = reader(new XZInputStream(Files.newInputStream(file)))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher fields = INVOICE_LINE.matcher(line);
                if (fields.matches()
                        && !fields.group(1).startsWith("C")
                        && Double.parseDouble(fields.group(2)) > 0
                        && Double.parseDouble(fields.group(4)) > 0) {
                    orders.add(fields.group(5), LocalDate.parse(fields.group(3)), 0);
                }
            }
        }
        return orders;
    }

    private static BufferedReader reader(java.io.InputStream bytes) {
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }

    /** What was ordered, by customer and day, and the plainest way to each figure. */
    private static final class Orders {
        private final Map<String, NavigableMap<LocalDate, Long>> byCustomer = new HashMap<>();

        void add(String customer, LocalDate day, long amount) {
            byCustomer
                    .computeIfAbsent(customer, any -> new TreeMap<>())
                    .merge(day, amount, Long::sum);
        }

        private List<NavigableMap<LocalDate, Long>> known(LocalDate cut) {
            return byCustomer.values().stream()
                    .filter(days -> !days.firstKey().isAfter(cut))
                    .toList();
        }

        private static NavigableMap<LocalDate, Long> after(
                NavigableMap<LocalDate, Long> days, LocalDate cut, int horizon) {
            return days.subMap(cut, false, cut.plusDays(horizon), true);
        }

        int buyers(LocalDate cut) {
            return known(cut).size();
        }

        int silent(LocalDate cut, int horizon) {
            return (int)
                    known(cut).stream().filter(days -> after(days, cut, horizon).isEmpty()).count();
        }

        int repeatDays(LocalDate cut, int horizon) {
            return known(cut).stream().mapToInt(days -> after(days, cut, horizon).size()).sum();
        }

        double spend(LocalDate cut, int horizon) {
            return known(cut).stream()
                    .flatMap(days -> after(days, cut, horizon).values().stream())
                    .mapToLong(Long::longValue)
                    .sum();
        }

        double ownRateError(LocalDate cut, int horizon) {
            double sum = 0;
            for (NavigableMap<LocalDate, Long> days : known(cut)) {
                int repeats = days.headMap(cut, true).size() - 1;
                double observed = cut.toEpochDay() - days.firstKey().toEpochDay();
                double forecast = repeats * horizon / observed;
                sum += Math.abs(forecast - after(days, cut, horizon).size());
            }
            return sum / buyers(cut);
        }

        /** Over all pairs of one who was silent and one who was not. */
        double aucOfRecency(LocalDate cut, int horizon) {
            double concordant = 0;
            double pairs = 0;
            for (NavigableMap<LocalDate, Long> silent : known(cut)) {
                if (!after(silent, cut, horizon).isEmpty()) {
                    continue;
                }
                LocalDate last = silent.floorKey(cut);
                for (NavigableMap<LocalDate, Long> other : known(cut)) {
                    if (!after(other, cut, horizon).isEmpty()) {
                        int order = other.floorKey(cut).compareTo(last);
                        concordant += order > 0 ? 1 : order == 0 ? 0.5 : 0;
                        pairs++;
                    }
                }
            }
            return concordant / pairs;
        }
    }
}
