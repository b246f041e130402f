package io.clientele.job;

import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.ledger.SlidingWindows;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Submits the main job: the entry class of the job's jar on a Flink cluster. State backend,
 * checkpoint directory and resources are the cluster's configuration.
 */
@Command(
        name = "customer-intelligence",
        mixinStandardHelpOptions = true,
        description = "The main job: commerce.events in; profiles, moves, KPIs, dead letters out.")
public final class CustomerIntelligenceCommand implements Callable<Integer> {

    @Option(
            names = "--brokers",
            description = "Kafka brokers. Default: ${DEFAULT-VALUE}.",
            defaultValue = "localhost:9092")
    private String brokers;

    @Option(
            names = "--group",
            description = "Consumer group. Default: ${DEFAULT-VALUE}.",
            defaultValue = "clientele")
    private String group;

    @Option(
            names = "--currency",
            description = "Reporting currency. Default: ${DEFAULT-VALUE}.",
            defaultValue = "USD")
    private String currency;

    @Option(
            names = "--rate",
            paramLabel = "CODE=RATE",
            description = "What one unit of another currency is worth. Repeatable.")
    private Map<String, BigDecimal> rates = Map.of();

    @Option(
            names = "--zone",
            description = "Whose days are the shop's days. Default: ${DEFAULT-VALUE}.",
            defaultValue = "UTC")
    private ZoneId zone;

    @Option(
            names = "--windows",
            split = ",",
            description = "Sliding windows in days, ascending. Default: ${DEFAULT-VALUE}.",
            defaultValue = "30,90,365")
    private List<Integer> windows;

    @Option(
            names = "--kpi-window-seconds",
            description = "Length of the KPI windows. Default: ${DEFAULT-VALUE}.",
            defaultValue = "60")
    private long kpiWindowSeconds;

    @Option(
            names = "--disorder-seconds",
            description =
                    "By how much events may be out of order without being late."
                            + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private long disorderSeconds;

    @Option(
            names = "--max-ahead-seconds",
            description =
                    "By how much an event may be later than its record. Default: ${DEFAULT-VALUE}.",
            defaultValue = "3600")
    private long maxAheadSeconds;

    @Option(
            names = "--checkpoint-seconds",
            description =
                    "Between checkpoints, which is also how often results become visible."
                            + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private long checkpointSeconds;

    private CustomerIntelligenceCommand() {}

    /** Submits the job. */
    public static void main(String[] arguments) {
        int code = new CommandLine(new CustomerIntelligenceCommand()).execute(arguments);
        // Flink runs this within its own process, which an exit would end.
        if (code != 0) {
            throw new IllegalArgumentException("the job was not submitted, see above");
        }
    }

    @Override
    public Integer call() throws Exception {
        Settings defaults =
                Settings.live(new ReportingCurrency(currency.toUpperCase(Locale.ROOT), rates));
        Settings settings =
                new Settings(
                        defaults.currency(),
                        zone,
                        new SlidingWindows(windows),
                        defaults.retention(),
                        defaults.duplicates(),
                        defaults.orderMemory(),
                        Duration.ofSeconds(disorderSeconds),
                        Duration.ofSeconds(kpiWindowSeconds),
                        defaults.lateness(),
                        defaults.horizon());
        Configuration configuration = LiveJob.requirements();
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(checkpointSeconds));
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.EXACTLY_ONCE);
        var environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        new LiveJob(
                        brokers,
                        group,
                        LiveJob.Pace.WALL_CLOCK,
                        Duration.ofSeconds(maxAheadSeconds),
                        settings)
                .define(environment);
        environment.execute("customer-intelligence");
        return 0;
    }
}
