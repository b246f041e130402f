package io.clientele.bench.measure;

import java.time.Duration;

/**
 * How long each contender runs.
 *
 * @param warmUp from the first event on; what happens in it does not count
 * @param measured after that; the end of the topic ends it too
 * @param checkpoint between checkpoints of Flink and commits of the others
 * @param kpiWindow length of the main job's KPI windows
 */
public record Plan(Duration warmUp, Duration measured, Duration checkpoint, Duration kpiWindow) {

    /** No warm-up takes more of the topic than this, so that something is left to measure. */
    static final double MOST_OF_TOPIC_TO_WARM_UP = 0.6;

    /** No warm-up takes longer, even if a window has not filled until then. */
    static final Duration LONGEST_WARM_UP = Duration.ofSeconds(90);

    /** How long anything is waited for before the run is given up. */
    static final Duration PATIENCE = Duration.ofMinutes(4);

    /** The same with another warm-up. */
    public Plan warmingUp(Duration other) {
        return new Plan(other, measured, checkpoint, kpiWindow);
    }
}
