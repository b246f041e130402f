package io.clientele.analytics.simulate.truth;

import io.clientele.analytics.simulate.Anomaly;
import java.time.Instant;

/**
 * A planted anomaly of the shop's figures that begins in the run.
 *
 * @param anomaly what, from when, until when, how strong
 * @param complete whether it ends in the run
 */
public record AnomalyTruth(Anomaly anomaly, boolean complete) implements TruthRecord {

    /** Its first instant, a full hour. */
    public Instant start() {
        return Instant.ofEpochMilli(anomaly.startMillis());
    }

    /** Its first instant after, a full hour. */
    public Instant end() {
        return Instant.ofEpochMilli(anomaly.endMillis());
    }
}
