package io.clientele.quickstart.evaluate;

import io.clientele.analytics.backtest.Figure;
import io.clientele.analytics.backtest.Figure.Unit;
import io.clientele.analytics.backtest.Section;
import io.clientele.analytics.event.ReportingCurrency;
import java.util.stream.Collectors;

/** An evaluation as one table for people. */
final class EvaluationText {

    private static final String LINE = "  %-50s %14s   %s%n";

    private final double minorUnits;
    private final String currency;

    EvaluationText(ReportingCurrency currency) {
        this.minorUnits = Math.pow(10, currency.fractionDigits());
        this.currency = currency.code();
    }

    String table(Evaluation evaluation) {
        StringBuilder table = new StringBuilder(4_096);
        table.append(
                "%s as of %s, orders known to %s, %,d customers with an order, amounts in %s%n"
                        .formatted(
                                evaluation.input(),
                                evaluation.cut(),
                                evaluation.knownTo(),
                                evaluation.customers(),
                                currency));
        table.append(LINE.formatted("", "model", "beside it"));
        for (Section section : evaluation.sections()) {
            table.append(section.title()).append(System.lineSeparator());
            for (Figure figure : section.figures()) {
                table.append(
                        LINE.formatted(
                                figure.label(),
                                text(figure.value(), figure.unit()),
                                beside(figure)));
            }
            section.notes().forEach(note -> table.append("  (%s)%n".formatted(note)));
        }
        return table.toString()
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }

    private String beside(Figure figure) {
        return figure.baselines().stream()
                .map(
                        baseline ->
                                baseline.name().replace('_', ' ')
                                        + " "
                                        + text(baseline.value(), baseline.unit()))
                .collect(Collectors.joining(", "));
    }

    private String text(double value, Unit unit) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return switch (unit) {
            case COUNT -> "%,.0f".formatted(value);
            case AMOUNT -> "%,.2f".formatted(value / minorUnits);
            case SHARE -> "%.1f %%".formatted(100 * value);
            case NUMBER ->
                    Math.abs(value) < 1_000 ? "%.4f".formatted(value) : "%,.2f".formatted(value);
        };
    }
}
