package io.clientele.quickstart.models;

import io.clientele.analytics.artefact.ModelControl;
import io.clientele.analytics.artefact.ModelControl.Pin;
import io.clientele.analytics.artefact.ModelFile;
import io.clientele.analytics.model.ModelKind;
import io.clientele.job.publish.TopicModelControls;
import io.clientele.quickstart.rules.TopicOptions;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How running jobs are asked to score by a version, as options. */
final class Asking {

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description =
                    "The first day that is to end with it, such as 2011-09-10. Default: the next"
                            + " that ends, and at once for what is scored before.")
    private Optional<LocalDate> from = Optional.empty();

    @Mixin private TopicOptions topic = new TopicOptions();

    TopicOptions topic() {
        return topic;
    }

    /** Asks for a version. */
    void pin(ModelKind kind, ModelFile model, PrintWriter out) throws Exception {
        long version = kind.version(model.models()).orElseThrow();
        ModelControl pin =
                new Pin(kind, version, from.map(LocalDate::toEpochDay), Optional.of(model));
        TopicModelControls.publish(pin, topic.connection(), topic.patience());
        out.printf(
                "asked for %s version %d%s%n",
                kind.label(), version, from.map(day -> " from " + day).orElse(""));
        out.flush();
    }
}
