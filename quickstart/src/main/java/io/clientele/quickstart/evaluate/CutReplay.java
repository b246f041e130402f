package io.clientele.quickstart.evaluate;

import io.clientele.analytics.model.Models;
import io.clientele.analytics.profile.Profile;
import io.clientele.job.Destinations;
import io.clientele.job.rfm.ProfileUpdate;
import io.clientele.quickstart.replay.Replay;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * What the main job, run over a file up to a day, says at that day's end.
 *
 * @param models as of the day
 * @param profiles of all customers, as of the day
 */
record CutReplay(Models models, List<Profile> profiles) {

    /**
     * Runs the job.
     *
     * @param replay with settings whose horizon is the day's end
     * @param progress is told how many records have been read, now and then
     */
    static CutReplay of(Replay replay, int parallelism, LongConsumer progress) throws Exception {
        long day = replay.settings().calendar().dayOf(replay.settings().horizon());
        try (Collected<ProfileUpdate> profiles =
                        Collected.of(update -> update.profile().isPresent());
                Collected<Models> models = Collected.of(told -> told.day() == day)) {
            replay.run(
                    new Destinations(
                            profiles,
                            new DiscardingSink<>(),
                            new DiscardingSink<>(),
                            models,
                            new DiscardingSink<>(),
                            new DiscardingSink<>(),
                            new DiscardingSink<>(),
                            new DiscardingSink<>(),
                            new DiscardingSink<>()),
                    parallelism,
                    progress);
            return new CutReplay(
                    models.elements().stream().findFirst().orElseGet(() -> untrained(day)),
                    profiles.elements().stream()
                            .map(update -> update.profile().orElseThrow())
                            .toList());
        }
    }

    private static Models untrained(long day) {
        return new Models(day, day, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
