package io.clientele.gateway.kpi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How the job does: the newest window, and the sums of the shop's day so far.
 *
 * @param time the newest window's end
 * @param windowSeconds its length in seconds
 * @param events events read in it
 * @param eventsPerSecond the same by second of event time
 * @param eventToKpiMilliseconds how long its events took to become KPIs, if the job says so
 * @param dayEvents events read since the start of the day
 * @param dayDuplicates of them, dropped as duplicates
 * @param dayLateEvents of them, late for their window and added to it afterwards
 * @param dayDeadLetters of them, refused
 */
public record Pipeline(
        Instant time,
        long windowSeconds,
        long events,
        double eventsPerSecond,
        Optional<Number> eventToKpiMilliseconds,
        long dayEvents,
        long dayDuplicates,
        long dayLateEvents,
        long dayDeadLetters) {

    /** How the job does by the history; empty while it has no such window. */
    public static Optional<Pipeline> of(KpiHistory history) {
        return history.latest("pipeline").map(newest -> of(newest, history.series("pipeline")));
    }

    private static Pipeline of(KpiPoint newest, List<KpiPoint> points) {
        LocalDate today = DaySoFar.day(newest.time());
        List<KpiPoint> day =
                points.stream().filter(p -> DaySoFar.day(p.time()).equals(today)).toList();
        long events = newest.count("events");
        return new Pipeline(
                newest.time(),
                newest.windowSeconds(),
                events,
                (double) events / newest.windowSeconds(),
                newest.field("event_to_kpi_ms"),
                sum(day, "events"),
                sum(day, "duplicates"),
                sum(day, "late_events"),
                sum(day, "dead_letters"));
    }

    private static long sum(List<KpiPoint> points, String field) {
        return points.stream().mapToLong(point -> point.count(field)).sum();
    }
}
