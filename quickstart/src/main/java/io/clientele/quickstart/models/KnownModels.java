package io.clientele.quickstart.models;

import io.clientele.analytics.artefact.ModelFile;
import io.clientele.analytics.model.ModelKind;
import io.clientele.job.Topics;
import io.clientele.job.publish.TopicModelControls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The versions of models that a topic or a file holds.
 *
 * @param origin where they are from, for messages
 * @param versions of each kind, each alone in its file
 */
record KnownModels(String origin, Map<ModelKind, NavigableMap<Long, ModelFile>> versions) {

    private KnownModels(String origin) {
        this(origin, new EnumMap<>(ModelKind.class));
        for (ModelKind kind : ModelKind.values()) {
            versions.put(kind, new TreeMap<>());
        }
    }

    /** Those of the topic of models. */
    static KnownModels ofTopic(Properties connection) {
        KnownModels known = new KnownModels(Topics.MODELS);
        for (byte[] json : TopicModelControls.values(Topics.MODELS, connection)) {
            known.add(read(Topics.MODELS, json));
        }
        return known;
    }

    /** Those of a file: {@code models.json} of a replay, or an exported model. */
    static KnownModels ofFile(Path path) throws IOException {
        KnownModels known = new KnownModels(path.toString());
        known.add(read(path.toString(), Files.readAllBytes(path)));
        return known;
    }

    private static ModelFile read(String origin, byte[] json) {
        try {
            return ModelFile.read(json);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(origin + ": " + wrong.getMessage(), wrong);
        }
    }

    private void add(ModelFile file) {
        for (ModelKind kind : ModelKind.values()) {
            kind.version(file.models())
                    .ifPresent(version -> versions.get(kind).put(version, file.only(kind)));
        }
    }

    /** The versions of a kind. */
    NavigableMap<Long, ModelFile> of(ModelKind kind) {
        return versions.get(kind);
    }

    /**
     * One version of a kind, the newest if none is named.
     *
     * @throws IllegalArgumentException if it is not there
     */
    ModelFile of(ModelKind kind, Optional<Long> version) {
        NavigableMap<Long, ModelFile> known = of(kind);
        if (known.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: no %s in it, expected at least one version"
                            .formatted(origin, kind.label()));
        }
        long wanted = version.orElse(known.lastKey());
        ModelFile found = known.get(wanted);
        if (found == null) {
            throw new IllegalArgumentException(
                    "%s: no version %d of %s, expected one of %d to %d"
                            .formatted(
                                    origin,
                                    wanted,
                                    kind.label(),
                                    known.firstKey(),
                                    known.lastKey()));
        }
        return found;
    }
}
