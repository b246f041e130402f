package io.clientele.quickstart.format;

import java.util.Optional;

/** What the numbers of a column tell about their decimal mark. */
final class DecimalEvidence {
    private long points;
    private long commas;
    private long pointOrGroup;
    private long commaOrGroup;
    private long shortWhole;
    private long longWhole;

    void add(String text) {
        DecimalMark.digits(text).ifPresent(this::addDigits);
    }

    private void addDigits(String digits) {
        int point = digits.lastIndexOf('.');
        int comma = digits.lastIndexOf(',');
        if (point >= 0 && comma >= 0) {
            decimal(point > comma ? '.' : ',');
        } else if (point < 0 && comma < 0) {
            if (digits.length() > 3) {
                longWhole++;
            } else {
                shortWhole++;
            }
        } else {
            oneMark(digits, Math.max(point, comma));
        }
    }

    private void oneMark(String digits, int at) {
        char mark = digits.charAt(at);
        if (digits.indexOf(mark) != at) {
            decimal(mark == '.' ? ',' : '.');
        } else if (digits.length() - at - 1 != 3
                || at > 3
                || at == 0
                || digits.charAt(0) == '0'
                || digits.indexOf(' ') >= 0) {
            decimal(mark);
        } else if (mark == '.') {
            pointOrGroup++;
        } else {
            commaOrGroup++;
        }
    }

    private void decimal(char mark) {
        if (mark == '.') {
            points++;
        } else {
            commas++;
        }
    }

    /** Adds what another column tells. */
    void add(DecimalEvidence other) {
        points += other.points;
        commas += other.commas;
        pointOrGroup += other.pointOrGroup;
        commaOrGroup += other.commaOrGroup;
        shortWhole += other.shortWhole;
        longWhole += other.longWhole;
    }

    /** What it is, as most numbers that can be read in one way have it; empty if none can. */
    Optional<DecimalMark> decisive() {
        if (points == commas) {
            return Optional.empty();
        }
        return Optional.of(points > commas ? DecimalMark.POINT : DecimalMark.COMMA);
    }

    /** What the lengths of the numbers suggest; empty if nothing does. */
    Optional<DecimalMark> likely() {
        // 1.250 beside 2500 has decimals; beside 950, and nothing longer, it has groups.
        if (isAmbiguous() && longWhole > 0) {
            return Optional.of(pointOrGroup > commaOrGroup ? DecimalMark.POINT : DecimalMark.COMMA);
        }
        if (isAmbiguous() && shortWhole > 0) {
            return Optional.of(pointOrGroup > commaOrGroup ? DecimalMark.COMMA : DecimalMark.POINT);
        }
        return Optional.empty();
    }

    /** Whether there are numbers that mean different things by different marks. */
    private boolean isAmbiguous() {
        return pointOrGroup != commaOrGroup;
    }

    /** Whether there are numbers with a mark, and it is open which it is. */
    boolean needsMore() {
        return points == commas && (points > 0 || pointOrGroup > 0 || commaOrGroup > 0);
    }
}
