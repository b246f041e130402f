package io.clientele.gateway.alert;

import io.clientele.gateway.kpi.DaySoFar;
import io.clientele.gateway.kpi.KpiHistory;
import io.clientele.gateway.kpi.KpiPoint;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What a rule did since the start of the shop's day.
 *
 * @param rule the rule
 * @param severity that of its alerts
 * @param mode {@code live} or {@code shadow}
 * @param matches how often it matched; of a live rule each is an alert
 * @param suppressed how often it was not told because the customer is left alone for a while
 * @param timeouts partial matches that ran out of time
 * @param errors expressions without a value, and failures
 */
public record RuleCount(
        String rule,
        String severity,
        String mode,
        long matches,
        long suppressed,
        long timeouts,
        long errors) {

    /** The rules that did anything today, those with the most matches first. */
    public static List<RuleCount> of(KpiHistory history) {
        Optional<LocalDate> today = history.newest().map(DaySoFar::day);
        return history.allSeries("alerts").stream()
                .map(
                        points ->
                                points.stream()
                                        .filter(
                                                point ->
                                                        today.equals(
                                                                Optional.of(
                                                                        DaySoFar.day(
                                                                                point.time()))))
                                        .toList())
                .filter(points -> !points.isEmpty())
                .map(RuleCount::of)
                .sorted(
                        Comparator.comparingLong(RuleCount::matches)
                                .reversed()
                                .thenComparing(RuleCount::rule)
                                .thenComparing(RuleCount::mode)
                                .thenComparing(RuleCount::severity))
                .toList();
    }

    private static RuleCount of(List<KpiPoint> points) {
        ToLongFunction<String> sum =
                field -> points.stream().mapToLong(point -> point.count(field)).sum();
        KpiPoint any = points.get(0);
        return new RuleCount(
                any.tags().getOrDefault("rule", ""),
                any.tags().getOrDefault("severity", ""),
                any.tags().getOrDefault("mode", ""),
                sum.applyAsLong("matches"),
                sum.applyAsLong("suppressed"),
                sum.applyAsLong("timeouts"),
                sum.applyAsLong("errors"));
    }
}
