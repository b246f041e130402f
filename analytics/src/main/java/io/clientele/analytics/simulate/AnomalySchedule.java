package io.clientele.analytics.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * When which anomaly is. It follows from the settings alone: one a time, in the order of their
 * starts, each of whole hours that begin between 9:00 and 19:00 UTC. From one start to the next it
 * is half to one and a half of the mean time. Of the kinds asked for, each comes once before one
 * comes again.
 *
 * <p>Not safe for use by several threads.
 */
public final class AnomalySchedule {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    private final List<AnomalyKind> kinds;
    private final double everyDays;
    private final RandomDraws draws;
    private final List<Anomaly> anomalies = new ArrayList<>();
    private final List<AnomalyKind> round = new ArrayList<>();
    private double lastDay;
    private long knownUntil;

    /** The anomalies of a shop of these settings. */
    public AnomalySchedule(SimulatorSettings settings) {
        kinds = List.copyOf(settings.anomalies().kinds());
        everyDays = settings.anomalies().everyDays();
        draws = new RandomDraws(settings.seed() ^ 0x616e6f6d616c7973L);
        lastDay = (double) settings.startMillis() / DAY;
        knownUntil = kinds.isEmpty() ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    /** Those that start before that instant, in milliseconds since 1970-01-01T00:00:00Z. */
    public List<Anomaly> startingBefore(long end) {
        return List.copyOf(anomalies.subList(0, countBefore(end)));
    }

    /** The one that is on at that instant. */
    Optional<Anomaly> at(long time) {
        int count = countBefore(time + 1);
        return count == 0
                ? Optional.empty()
                : Optional.of(anomalies.get(count - 1)).filter(last -> time < last.endMillis());
    }

    /** The one that is on at that instant, if it is of that kind. */
    Optional<Anomaly> at(long time, AnomalyKind kind) {
        return at(time).filter(anomaly -> anomaly.kind() == kind);
    }

    /** The first of that kind that starts after an instant, within a time in milliseconds. */
    Optional<Anomaly> next(AnomalyKind kind, long after, long within) {
        int end = countBefore(after + within + 1);
        for (int index = countBefore(after + 1); index < end; index++) {
            if (anomalies.get(index).kind() == kind) {
                return Optional.of(anomalies.get(index));
            }
        }
        return Optional.empty();
    }

    private int countBefore(long time) {
        while (knownUntil < time) {
            plan();
        }
        int low = 0;
        int high = anomalies.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (anomalies.get(middle).startMillis() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void plan() {
        lastDay += draws.between(0.5, 1.5) * everyDays;
        if (round.isEmpty()) {
            round.addAll(kinds);
        }
        AnomalyKind kind = round.remove(draws.random().nextInt(round.size()));
        long start = ((long) lastDay) * DAY + draws.among(9, 19) * HOUR;
        long end = start + kind.hours(draws) * HOUR;
        anomalies.add(new Anomaly(anomalies.size() + 1L, kind, start, end, kind.strength(draws)));
        knownUntil = start;
    }
}
