package io.clientele.configuration;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clientele.configuration.Configuration.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads configurations for tests from a file in a folder and from variables. */
record Read(Path folder) {

    Path file(String content) {
        return write("clientele.yaml", content);
    }

    Path write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Configuration of(String content, Map<String, String> variables, Program... programs)
            throws ConfigurationException {
        return Configuration.read(
                new Sources(Optional.of(file(content)), variables, Map.of()), Set.of(programs));
    }

    /** The lines about what is wrong, with the file's name without its folder. */
    List<String> problems(String content, Map<String, String> variables, Program... programs) {
        return problems(new Sources(Optional.of(file(content)), variables, Map.of()), programs);
    }

    List<String> problems(Sources sources, Program... programs) {
        ConfigurationException wrong =
                catchThrowableOfType(
                        ConfigurationException.class,
                        () -> Configuration.read(sources, Set.of(programs)));
        return wrong == null
                ? List.of()
                : wrong.getMessage().lines().map(line -> line.replace(folder + "/", "")).toList();
    }
}
