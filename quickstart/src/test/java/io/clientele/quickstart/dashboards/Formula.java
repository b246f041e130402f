package io.clientele.quickstart.dashboards;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** What a column of a panel should show of the lines that fall into one of its rows. */
interface Formula {

    /** The figure; empty where there is nothing to tell. */
    OptionalDouble of(List<KpiLine> lines);

    /** The sum of a field. */
    static Formula sum(String field) {
        return lines ->
                lines.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(
                                lines.stream()
                                        .mapToDouble(line -> line.figure(field).orElse(0))
                                        .sum());
    }

    /** What the field says in the latest line. */
    static Formula last(String field) {
        return lines ->
                lines.stream()
                        .max(Comparator.comparingLong(KpiLine::time))
                        .map(line -> line.figure(field))
                        .orElse(OptionalDouble.empty());
    }

    /** The greatest that the field says. */
    static Formula most(String field) {
        return lines -> lines.stream().flatMapToDouble(line -> line.figure(field).stream()).max();
    }

    /** The middle of what the field says; between the two in the middle of an even number. */
    static Formula median(String field) {
        return lines -> {
            double[] sorted =
                    lines.stream()
                            .flatMapToDouble(line -> line.figure(field).stream())
                            .sorted()
                            .toArray();
            int half = sorted.length / 2;
            if (sorted.length == 0) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(
                    sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
        };
    }

    /** How many lines there are. */
    static Formula count() {
        return lines -> lines.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(lines.size());
    }

    /** This minus another; empty where either is. */
    default Formula minus(Formula other) {
        return lines ->
                of(lines).isEmpty() || other.of(lines).isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(
                                of(lines).getAsDouble() - other.of(lines).getAsDouble());
    }

    /** This divided by another; empty where either is, or the other is 0. */
    default Formula over(Formula other) {
        return lines ->
                of(lines).isEmpty() || other.of(lines).orElse(0) == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(
                                of(lines).getAsDouble() / other.of(lines).getAsDouble());
    }

    /** Minor units as units. */
    default Formula inUnitsOf(double minorUnits) {
        return lines ->
                of(lines).isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(of(lines).getAsDouble() / minorUnits);
    }
}
