package io.clientele.gateway.kpi;

import java.util.Optional;

/**
 * A figure of the day so far, beside the same of the day before up to the same time.
 *
 * @param value the figure; empty where nothing is known of it yet
 * @param previous the figure a day earlier; empty where the history does not reach back so far, or
 *     where there was nothing to take a ratio of
 */
public record Figure(Optional<Number> value, Optional<Number> previous) {}
