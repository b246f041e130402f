package io.clientele.quickstart.rules;

import io.clientele.configuration.ConfigurationException;
import io.clientele.configuration.Keys;
import io.clientele.configuration.Program;
import io.clientele.job.configuration.ConfigurationOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the topics are, as options. */
public final class TopicOptions {

    @Option(
            names = "--brokers",
            paramLabel = "B",
            description = "host:port, several with commas (default: kafka.brokers as configured).")
    private Optional<String> brokers = Optional.empty();

    @Mixin private ConfigurationOption configuration = new ConfigurationOption();

    @Option(
            names = "--patience",
            paramLabel = "LENGTH",
            defaultValue = "20s",
            description = "How long brokers are waited for (default: ${DEFAULT-VALUE}).")
    private Duration patience;

    /** How long brokers are waited for. */
    public Duration patience() {
        return patience;
    }

    /** How brokers are reached, and how long they are waited for. */
    public Properties connection() throws ConfigurationException {
        Map<String, String> options =
                brokers.map(given -> Map.of(Keys.KAFKA_BROKERS.name(), given)).orElse(Map.of());
        Properties connection = configuration.read(options, Program.PRODUCE).kafka();
        connection.setProperty("default.api.timeout.ms", Long.toString(patience.toMillis()));
        return connection;
    }
}
