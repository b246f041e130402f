package io.clientele.gateway.model;

import io.clientele.gateway.kpi.KpiHistory;
import io.clientele.gateway.kpi.KpiPoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What customers are expected to be worth, as of a day's end. Amounts are in minor units.
 *
 * @param at the day's last millisecond
 * @param version of the value models
 * @param ageDays days since they were fitted
 * @param converged whether the last fit found a maximum
 * @param probabilityAlive the mean of P(alive), if known
 * @param mean of customer lifetime value, if known
 * @param percentiles of customer lifetime value, ascending
 * @param vipBound what VIPs exceed
 * @param vips how many there are and what they carry, if known
 * @param warnings what is doubtful of the models, in words
 */
public record Value(
        Instant at,
        long version,
        long ageDays,
        boolean converged,
        Optional<Number> probabilityAlive,
        Optional<Number> mean,
        List<Percentile> percentiles,
        long vipBound,
        Optional<Vips> vips,
        List<String> warnings) {

    private static final List<Integer> PERCENTS = List.of(10, 25, 50, 75, 90, 99);

    /**
     * A percentile of customer lifetime value.
     *
     * @param percent of the customers do not exceed it
     * @param value minor units
     */
    public record Percentile(int percent, long value) {}

    /**
     * The VIPs.
     *
     * @param customers how many they are
     * @param valueShare their share of all net amount in the longest window, if known
     */
    public record Vips(long customers, Optional<Number> valueShare) {}

    /** By the newest points; empty while there are none. */
    static Optional<Value> of(KpiHistory history, List<String> warnings) {
        return history.latest("value").map(point -> of(point, history, warnings));
    }

    private static Value of(KpiPoint point, KpiHistory history, List<String> warnings) {
        return new Value(
                point.time(),
                point.count("version"),
                point.count("age_days"),
                point.count("converged") != 0,
                point.field("p_alive_mean"),
                point.field("clv_mean"),
                PERCENTS.stream().flatMap(percent -> percentile(point, percent)).toList(),
                point.count("vip_bound"),
                history.latest("vips")
                        .map(vips -> new Vips(vips.count("customers"), vips.field("value_share"))),
                warnings);
    }

    private static Stream<Percentile> percentile(KpiPoint point, int percent) {
        return point.field("clv_p" + percent).stream()
                .map(value -> new Percentile(percent, value.longValue()));
    }
}
