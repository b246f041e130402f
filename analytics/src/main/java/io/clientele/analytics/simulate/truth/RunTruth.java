package io.clientele.analytics.simulate.truth;

import io.clientele.analytics.simulate.SimulatorSettings;
import java.time.Instant;

/**
 * What was asked of the simulator: the parameters that a fit is compared with.
 *
 * @param settings the shop's
 * @param events how many events were written
 * @param end as of when everything else is told: the last instant of the run, to the millisecond
 */
public record RunTruth(SimulatorSettings settings, long events, Instant end)
        implements TruthRecord {}
