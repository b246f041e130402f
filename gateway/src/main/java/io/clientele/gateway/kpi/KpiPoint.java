package io.clientele.gateway.kpi;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One measurement's figures of one window.
 *
 * @param measurement the subject, such as {@code sales}
 * @param tags what tells the series of a measurement apart, such as {@code group=LOYAL}
 * @param time the window's last millisecond, in event time
 * @param windowSeconds the window's length in seconds, at least 1
 * @param fields the figures: a {@link Long} where whole, amounts in minor units; else a {@link
 *     Double}
 */
public record KpiPoint(
        String measurement,
        Map<String, String> tags,
        Instant time,
        long windowSeconds,
        Map<String, Number> fields) {

    /** Copies the maps, so that a point never changes. */
    public KpiPoint {
        tags = Map.copyOf(tags);
        fields = Map.copyOf(fields);
    }

    /** The figure under a name, if the point has it. */
    public Optional<Number> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The whole figure under a name; 0 if the point does not have it. */
    public long count(String name) {
        return field(name).map(Number::longValue).orElse(0L);
    }
}
