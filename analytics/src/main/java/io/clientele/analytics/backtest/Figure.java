package io.clientele.analytics.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A figure of a model beside others of the same kind.
 *
 * @param name snake_case, unique in its section
 * @param label in words
 * @param unit of the value
 * @param value of the model; NaN where it cannot be said
 * @param baselines what it is to be compared with
 */
public record Figure(String name, String label, Unit unit, double value, List<Baseline> baselines) {

    /** What values are. */
    public enum Unit {
        /** Whole things, or expected numbers of them. */
        COUNT,
        /** Minor units of the reporting currency. */
        AMOUNT,
        /** Parameters, correlations, errors: plain numbers. */
        NUMBER,
        /** Shares and probabilities, 0 to 1. */
        SHARE
    }

    /**
     * What the figure is to be compared with.
     *
     * @param name snake_case, unique in its figure
     * @param unit of the value, mostly the figure's
     */
    public record Baseline(String name, Unit unit, double value) {}

    /** Copies the list. */
    public Figure {
        baselines = List.copyOf(baselines);
    }

    static Figure count(String name, String label, double value) {
        return new Figure(name, label, Unit.COUNT, value, List.of());
    }

    static Figure amount(String name, String label, double value) {
        return new Figure(name, label, Unit.AMOUNT, value, List.of());
    }

    static Figure number(String name, String label, double value) {
        return new Figure(name, label, Unit.NUMBER, value, List.of());
    }

    static Figure share(String name, String label, double value) {
        return new Figure(name, label, Unit.SHARE, value, List.of());
    }

    /** The same, beside one more of its unit. */
    Figure beside(String baseline, double other) {
        return beside(new Baseline(baseline, unit, other));
    }

    /** The same, beside a share of something. */
    Figure besideShare(String baseline, double share) {
        return beside(new Baseline(baseline, Unit.SHARE, share));
    }

    private Figure beside(Baseline other) {
        List<Baseline> more = new ArrayList<>(baselines);
        more.add(other);
        return new Figure(name, label, unit, value, more);
    }

    /** The value of a baseline, if there is one of that name. */
    public OptionalDouble baseline(String wanted) {
        return baselines.stream()
                .filter(baseline -> baseline.name().equals(wanted))
                .mapToDouble(Baseline::value)
                .findFirst();
    }
}
