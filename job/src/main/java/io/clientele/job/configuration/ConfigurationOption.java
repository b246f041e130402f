package io.clientele.job.configuration;

import io.clientele.configuration.Configuration;
import io.clientele.configuration.Configuration.Sources;
import io.clientele.configuration.ConfigurationException;
import io.clientele.configuration.Program;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The option {@code --config}, for every command that reads the configuration. */
public final class ConfigurationOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration file (default: the one that CLIENTELE_CONFIG names, if"
                            + " any). Variables CLIENTELE_... win over it.")
    private Optional<Path> file = Optional.empty();

    /**
     * Reads the configuration from the file and this process's environment.
     *
     * @param programs for which programs
     * @throws ConfigurationException naming all that is wrong
     */
    public Configuration read(Program... programs) throws ConfigurationException {
        return Configuration.read(Sources.ofProcess(file), Set.of(programs));
    }

    /**
     * The same, with keys that the command's own options tell and that win.
     *
     * @throws ConfigurationException naming all that is wrong
     */
    public Configuration read(Map<String, String> options, Program... programs)
            throws ConfigurationException {
        return Configuration.read(new Sources(file, System.getenv(), options), Set.of(programs));
    }
}
