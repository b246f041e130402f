package io.clientele.quickstart.format;

import java.util.Optional;

/** What dates in figures tell about which of them is the day. */
final class TimeEvidence {
    private long dayFirst;
    private long monthFirst;
    private long either;
    private String example = "";
    private String last = "";

    void add(String text) {
        if (text.equals(last)) {
            return;
        }
        last = text;
        Optional<int[]> figures = TimeReader.figures(text);
        if (figures.isEmpty()) {
            return;
        }
        example = text.strip();
        int first = figures.get()[0];
        int second = figures.get()[1];
        if (first > 12 && second <= 12) {
            dayFirst++;
        } else if (second > 12 && first <= 12) {
            monthFirst++;
        } else if (first != second) {
            either++;
        }
    }

    /** Which it is, as most dates have it; empty if none tells. */
    Optional<TimeReading.Style> style() {
        if (dayFirst == monthFirst) {
            return Optional.empty();
        }
        return Optional.of(
                dayFirst > monthFirst
                        ? TimeReading.Style.DAY_FIRST
                        : TimeReading.Style.MONTH_FIRST);
    }

    boolean needsMore() {
        return isAmbiguous() && style().isEmpty();
    }

    /** Whether there are dates that mean different days. */
    boolean isAmbiguous() {
        return either + dayFirst + monthFirst > 0;
    }

    /** One of the dates. */
    String example() {
        return example;
    }
}
