package io.clientele.quickstart.models;

import io.clientele.analytics.artefact.ModelControl;
import io.clientele.analytics.artefact.ModelControl.Pin;
import io.clientele.analytics.artefact.ModelControlJson;
import io.clientele.analytics.artefact.ModelFile;
import io.clientele.analytics.model.ModelKind;
import io.clientele.job.model.ControlRecord;
import io.clientele.job.publish.TopicModelControls;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clientele models rollback}. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description =
                "Pins the version before the one in force: before the pinned one, or else before"
                        + " the newest.")
final class RollbackCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "KIND",
            converter = Which.class,
            description = "value, clusters or churn.")
    private ModelKind kind;

    @Mixin private Asking asking = new Asking();

    @Override
    public Integer call() throws Exception {
        Properties connection = asking.topic().connection();
        KnownModels known = KnownModels.ofTopic(connection);
        long newest = kind.version(known.of(kind, Optional.empty()).models()).orElseThrow();
        long current = pinned(connection).orElse(newest);
        NavigableMap<Long, ModelFile> earlier = known.of(kind).headMap(current, false);
        if (earlier.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: no version of %s before %d"
                            .formatted(known.origin(), kind.label(), current));
        }
        asking.pin(kind, earlier.lastEntry().getValue(), spec.commandLine().getOut());
        return ExitCode.OK;
    }

    /** The version that was asked for last, unless that was to unpin. */
    private Optional<Long> pinned(Properties connection) {
        Optional<Long> version = Optional.empty();
        for (ControlRecord record : TopicModelControls.records(connection)) {
            if (record.kind().equals(kind.label())) {
                version = version(record);
            }
        }
        return version;
    }

    private static Optional<Long> version(ControlRecord record) {
        ModelControl control = ModelControlJson.read(record.kind(), record.value());
        return control instanceof Pin pin ? Optional.of(pin.version()) : Optional.empty();
    }
}
