package io.clientele.quickstart.models;

import io.clientele.configuration.ConfigurationException;
import io.clientele.quickstart.rules.TopicOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where models are read from, as options. */
final class ModelOrigin {

    @Option(
            names = "--in",
            paramLabel = "FILE",
            description =
                    "A file with models: models.json of a replay, or one that was exported."
                            + " Default: the topic clientele.models.")
    private Optional<Path> file = Optional.empty();

    @Mixin private TopicOptions topic = new TopicOptions();

    KnownModels read() throws ConfigurationException, IOException {
        return file.isPresent()
                ? KnownModels.ofFile(file.get())
                : KnownModels.ofTopic(topic.connection());
    }

    boolean isTopic() {
        return file.isEmpty();
    }

    TopicOptions topic() {
        return topic;
    }
}
