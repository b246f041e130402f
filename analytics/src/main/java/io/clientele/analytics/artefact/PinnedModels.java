package io.clientele.analytics.artefact;

import io.clientele.analytics.artefact.ModelControl.Pin;
import io.clientele.analytics.artefact.ModelControl.Unpin;
import io.clientele.analytics.artefact.PinStatus.Outcome;
import io.clientele.analytics.model.ModelKind;
import io.clientele.analytics.model.Models;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which models are in force: those that were trained last, except where a version is pinned. Of
 * each kind the newest control counts. Training goes on whatever is pinned.
 *
 * <p>What is in force on a day depends on the models trained up to that day and on the controls
 * taken in before it ends, and on nothing else. Not thread-safe.
 */
public final class PinnedModels {

    /** Versions of a kind that a control may name without bringing them along. */
    public static final int VERSIONS_KEPT = 30;

    /** A pinned version; its model is empty as long as it is not trained. */
    record Pinned(long version, Optional<Long> from, Optional<Models> model) {

        boolean holdsOn(long day) {
            return model.isPresent() && from.map(first -> day >= first).orElse(true);
        }
    }

    final Map<ModelKind, Pinned> pins = new EnumMap<>(ModelKind.class);

    /** The newest versions of each kind, each alone. */
    final Map<ModelKind, NavigableMap<Long, Models>> recent = new EnumMap<>(ModelKind.class);

    Optional<Models> newest = Optional.empty();

    /** Where the last control that was taken in stood among the records. */
    long lastPosition = -1;

    /** Nothing is trained, and nothing is pinned. */
    public PinnedModels() {
        for (ModelKind kind : ModelKind.values()) {
            recent.put(kind, new TreeMap<>());
        }
    }

    /**
     * Takes in a record of the control topic.
     *
     * @param key the kind
     * @param value UTF-8 JSON; nothing unpins
     * @param position where the record stands among all; one that has been taken in already changes
     *     nothing
     * @param currency of the shop, ISO 4217
     * @return what became of it; nothing if it has been taken in already
     */
    public Optional<PinStatus> control(
            String key, Optional<byte[]> value, long position, String currency) {
        if (position <= lastPosition) {
            return Optional.empty();
        }
        lastPosition = position;
        try {
            ModelControl control = ModelControlJson.read(key, value);
            return Optional.of(
                    control instanceof Pin pin ? pin(pin, currency) : unpin((Unpin) control));
        } catch (IllegalArgumentException wrong) {
            return Optional.of(PinStatus.refused(key, wrong.getMessage()));
        }
    }

    private PinStatus pin(Pin pin, String currency) {
        if (pin.model().isPresent() && !pin.model().get().currency().equals(currency)) {
            throw new IllegalArgumentException(
                    "model.currency: %s, expected %s"
                            .formatted(pin.model().get().currency(), currency));
        }
        NavigableMap<Long, Models> known = recent.get(pin.kind());
        Optional<Models> model =
                pin.model()
                        .map(ModelFile::models)
                        .or(() -> Optional.ofNullable(known.get(pin.version())));
        if (model.isEmpty() && !known.isEmpty() && pin.version() < known.lastKey()) {
            throw new IllegalArgumentException(
                    "version: %d, expected a model with it, or one of %d to %d"
                            .formatted(pin.version(), known.firstKey(), known.lastKey()));
        }
        pins.put(pin.kind(), new Pinned(pin.version(), pin.from(), model));
        return status(pin.kind(), openDay());
    }

    private PinStatus unpin(Unpin unpin) {
        pins.remove(unpin.kind());
        return new PinStatus(
                unpin.kind().label(),
                Outcome.UNPINNED,
                Optional.empty(),
                openDay(),
                Optional.empty());
    }

    /** The day after that of the newest models, which has not ended; empty before there are any. */
    public Optional<Long> openDay() {
        return newest.map(models -> models.day() + 1);
    }

    private PinStatus status(ModelKind kind, Optional<Long> openDay) {
        Pinned pinned = pins.get(kind);
        Optional<Long> from =
                pinned.from().isPresent() && openDay.isPresent()
                        ? Optional.of(Math.max(pinned.from().get(), openDay.get()))
                        : pinned.from().or(() -> openDay);
        return new PinStatus(
                kind.label(),
                pinned.model().isPresent() ? Outcome.PINNED : Outcome.WAITING,
                Optional.of(pinned.version()),
                from,
                Optional.empty());
    }

    /**
     * Takes in what was trained on a day.
     *
     * @return the pins that had waited for a version, and have it now
     */
    public List<PinStatus> train(Models models) {
        newest = Optional.of(models);
        List<PinStatus> awaited = new ArrayList<>();
        for (ModelKind kind : ModelKind.values()) {
            Optional<Long> version = kind.version(models);
            if (version.isEmpty()) {
                continue;
            }
            Models alone = models.only(kind);
            NavigableMap<Long, Models> known = recent.get(kind);
            known.put(version.get(), alone);
            if (known.size() > VERSIONS_KEPT) {
                known.pollFirstEntry();
            }
            Pinned pinned = pins.get(kind);
            if (pinned != null
                    && pinned.model().isEmpty()
                    && pinned.version() == version.get().longValue()) {
                pins.put(kind, new Pinned(pinned.version(), pinned.from(), Optional.of(alone)));
                awaited.add(status(kind, Optional.of(models.day())));
            }
        }
        return awaited;
    }

    /** What customers are scored by at the end of a day; nothing before anything is trained. */
    public Optional<Models> inForce(long day) {
        return newest.map(
                trained -> {
                    Models inForce = trained;
                    for (Map.Entry<ModelKind, Pinned> pin : pins.entrySet()) {
                        if (pin.getValue().holdsOn(day)) {
                            inForce =
                                    inForce.with(
                                            pin.getKey(), pin.getValue().model().orElseThrow());
                        }
                    }
                    return inForce;
                });
    }
}
