package io.clientele.quickstart.evaluate;

import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.configuration.Configuration;
import io.clientele.configuration.Configuration.Sources;
import io.clientele.configuration.ConfigurationException;
import io.clientele.job.Settings;
import io.clientele.quickstart.command.InputOptions;
import io.clientele.quickstart.format.FileLayout;
import io.clientele.quickstart.replay.FileSurvey;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The file that models are judged on, and how the main job runs over it, as options. */
final class ReplayedFile {

    private static final int BAR = 40;

    @Mixin private InputOptions input = new InputOptions();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A configuration file whose models.* keys say how models are trained, such as"
                            + " one that clientele tune wrote. Default: the defaults.")
    private Optional<Path> configuration;

    @Option(
            names = "--parallelism",
            paramLabel = "P",
            description = "Parallel tasks of each operator. Default: ${DEFAULT-VALUE}.",
            defaultValue = "2")
    private int parallelism;

    @Option(
            names = "--disorder",
            paramLabel = "LENGTH",
            description =
                    "By how much events of the file may be out of order without being late."
                            + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "10m")
    private Duration disorder;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "The reporting currency. Default: the file's own, else USD.")
    private Optional<String> currency;

    @Option(
            names = "--rate",
            paramLabel = "CODE=RATE",
            description =
                    "What one unit of another currency is worth in the reporting currency."
                            + " Repeatable.")
    private Map<String, BigDecimal> rates = Map.of();

    Path input() {
        return input.input();
    }

    FileLayout layout() throws IOException {
        return input.layout();
    }

    boolean preview(FileLayout layout, PrintWriter out) throws IOException {
        return input.preview(layout, out);
    }

    int parallelism() {
        return parallelism;
    }

    /** The settings of a job over the file, without an end yet. */
    Settings settings(FileLayout layout) throws IOException, ConfigurationException {
        if (parallelism < 1 || parallelism > 128) {
            throw new IllegalArgumentException(
                    "--parallelism: %d, expected 1 to 128".formatted(parallelism));
        }
        Settings live =
                Settings.live(reportingCurrency(layout))
                        .withDisorder(disorder)
                        .withKpiWindow(Duration.ofDays(1))
                        .withModels(models());
        return input.zone(layout).map(live::inZone).orElse(live);
    }

    private ModelSettings models() throws ConfigurationException {
        if (configuration.isEmpty()) {
            return ModelSettings.DEFAULT;
        }
        Sources file = new Sources(configuration, Map.of(), Map.of());
        return Settings.models(Configuration.read(file, Set.of()));
    }

    private ReportingCurrency reportingCurrency(FileLayout layout) throws IOException {
        Optional<String> code = currency.or(layout::currency);
        if (code.isEmpty()) {
            code = FileSurvey.firstCurrency(layout, input.input());
        }
        return new ReportingCurrency(code.orElse("USD").toUpperCase(Locale.ROOT), rates);
    }

    static String bar(String what, double done) {
        int filled = (int) (BAR * Math.min(1, done));
        return "%-15s [%s%s] %3.0f %%"
                .formatted(what, "#".repeat(filled), ".".repeat(BAR - filled), 100 * done);
    }
}
