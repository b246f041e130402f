package io.clientele.analytics.backtest;

import java.util.List;

/**
 * The figures of one subject.
 *
 * @param name snake_case, unique in its backtest
 * @param title in words
 * @param figures in the order in which they are shown
 * @param notes what a reader has to know, or why there are no figures; none if nothing is
 */
public record Section(String name, String title, List<Figure> figures, List<String> notes) {

    /** Copies the lists. */
    public Section {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    static Section without(String name, String title, String reason) {
        return new Section(name, title, List.of(), List.of(reason));
    }

    /**
     * A figure by its name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public Figure figure(String wanted) {
        return figures.stream()
                .filter(figure -> figure.name().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "figure: \"%s\", expected one of %s"
                                                .formatted(
                                                        wanted,
                                                        figures.stream()
                                                                .map(Figure::name)
                                                                .toList())));
    }
}
