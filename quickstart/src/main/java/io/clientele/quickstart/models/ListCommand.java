package io.clientele.quickstart.models;

import io.clientele.analytics.artefact.ModelFile;
import io.clientele.analytics.artefact.PinStatus;
import io.clientele.analytics.artefact.PinStatusJson;
import io.clientele.analytics.model.ModelKind;
import io.clientele.job.Topics;
import io.clientele.job.publish.TopicModelControls;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clientele models list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the newest versions of each kind: the version that each was trained on from, the"
                    + " days that it learned from, and its figures.",
            "Of a topic it also tells what the job said last of pinned versions."
        })
final class ListCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many versions of each kind (default: ${DEFAULT-VALUE}).")
    private int last;

    @Mixin private ModelOrigin origin = new ModelOrigin();

    @Override
    public Integer call() throws Exception {
        KnownModels known = origin.read();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%-8s  %7s  %6s  %-10s  %-10s  %s%n",
                "kind", "version", "parent", "from", "to", "figures");
        for (ModelKind kind : ModelKind.values()) {
            NavigableMap<Long, ModelFile> versions = known.of(kind);
            versions.values().stream()
                    .skip(Math.max(0, versions.size() - last))
                    .forEach(file -> tell(kind, file, out));
        }
        if (origin.isTopic()) {
            tellPins(origin.topic().connection(), out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void tell(ModelKind kind, ModelFile file, PrintWriter out) {
        long version = kind.version(file.models()).orElseThrow();
        out.printf(
                "%-8s  %7d  %6s  %s  %s  %s%n",
                kind.label(),
                version,
                version > 1 ? version - 1 : "-",
                LocalDate.ofEpochDay(file.models().since()),
                LocalDate.ofEpochDay(kind.trainedTo(file.models()).orElseThrow()),
                ModelFiguresText.of(file.models()));
    }

    private static void tellPins(Properties connection, PrintWriter out) {
        Map<String, PinStatus> newest = new TreeMap<>();
        for (byte[] json : TopicModelControls.values(Topics.MODEL_STATUS, connection)) {
            PinStatus status = PinStatusJson.read(json);
            newest.put(status.kind(), status);
        }
        newest.values().forEach(status -> out.println(text(status)));
    }

    private static String text(PinStatus status) {
        StringBuilder text = new StringBuilder(status.kind());
        text.append(": ").append(status.outcome().code());
        status.version().ifPresent(version -> text.append(" version ").append(version));
        status.from().ifPresent(day -> text.append(" from ").append(LocalDate.ofEpochDay(day)));
        status.reason().ifPresent(reason -> text.append(": ").append(reason));
        return text.toString();
    }
}
