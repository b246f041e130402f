package io.clientele.quickstart.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.model.ModelSettings;
import io.clientele.configuration.Configuration;
import io.clientele.configuration.Configuration.Sources;
import io.clientele.job.Settings;
import io.clientele.quickstart.Clientele;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code tune}, as a user calls it. */
class TuneTest {

    @TempDir private Path directory;

    @Test
    void the_best_of_a_search_is_what_the_job_loads() throws Exception {
        Path file = directory.resolve("shop.jsonl");
        assertThat(
                        Clientele.commandLine()
                                .execute(
                                        "generate",
                                        "--cohort",
                                        "--customers",
                                        "400",
                                        "--until",
                                        "2026-08-15",
                                        "--out",
                                        file.toString()))
                .isZero();
        Path best = directory.resolve("tuned.yaml");

        String told = tune(file, "--trials", "6", "--show", "6", "--out", best.toString());

        List<String[]> rows =
                told.lines()
                        .filter(line -> line.matches("(\\d+|in force) +[0-9].*"))
                        .map(line -> line.replace("in force", "0").trim().split("\\s+", -1))
                        .toList();
        assertThat(rows).hasSize(7);
        assertThat(rows.subList(0, 6)).extracting(row -> Double.parseDouble(row[5])).isSorted();
        String[] first = rows.get(0);
        ModelSettings loaded =
                Settings.models(
                        Configuration.read(
                                new Sources(Optional.of(best), Map.of(), Map.of()), Set.of()));
        assertThat(loaded.churn().regression().alpha()).isEqualTo(Double.parseDouble(first[1]));
        assertThat(loaded.churn().regression().beta()).isEqualTo(Double.parseDouble(first[2]));
        assertThat(loaded.churn().regression().l1()).isEqualTo(Double.parseDouble(first[3]));
        assertThat(loaded.churn().regression().l2()).isEqualTo(Double.parseDouble(first[4]));
        assertThat(loaded.churn().horizonDays()).isEqualTo(60);
        assertThat(loaded.value()).isEqualTo(ModelSettings.DEFAULT.value());
        assertThat(tune(file, "--trials", "6", "--show", "6"))
                .as("the same seed finds the same")
                .isEqualTo(told.lines().limit(9).reduce("", (all, line) -> all + line + "\n"));
    }

    @Test
    void a_file_that_is_too_short_is_refused_with_what_is_needed() throws Exception {
        Path file = directory.resolve("short.txt");
        Files.writeString(
                file,
                "customer date cds dollars\n00001 19970101 1 10.00\n00001 19970205 1 10.00\n");

        assertThat(refusal(file)).contains("holds 36 days, expected at least");
        assertThat(refusal(file, "--by", "luck")).contains("expected log-loss, brier or auc");
        assertThat(refusal(file, "--trials", "0")).contains("--trials: 0, expected 1 to 200");
    }

    private static String tune(Path file, String... more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                Clientele.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments("track-json", file, more));
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    private static String refusal(Path file, String... more) {
        StringWriter err = new StringWriter();
        int code =
                Clientele.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments("cdnow", file, more));
        assertThat(code).isNotZero();
        return err.toString();
    }

    private static String[] arguments(String format, Path file, String... more) {
        String[] all = {"tune", "--format", format, "--input", file.toString(), "--horizon", "60"};
        String[] both = Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, both, all.length, more.length);
        return both;
    }
}
