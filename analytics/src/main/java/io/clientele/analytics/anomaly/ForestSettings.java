package io.clientele.analytics.anomaly;

/**
 * How a random cut forest is set up; what is not named here is the library's default.
 *
 * @param shingle how many points in a row it looks at, 1 to 100
 * @param trees in the forest, 1 to 1,000
 * @param sample points that each tree keeps, 32 to 10,000
 * @param transform what is done to the values first
 * @param timeAugmented whether the time since the point before is looked at, too
 * @param judgement which of its figures is the score
 */
public record ForestSettings(
        int shingle,
        int trees,
        int sample,
        Transform transform,
        boolean timeAugmented,
        Judgement judgement) {

    /** What the library does to values first, by its own names. */
    public enum Transform {
        /** Nothing. */
        NONE,
        /** Subtracts a running mean and divides by a running deviation. */
        NORMALIZE,
        /** The same of the differences. */
        NORMALIZE_DIFFERENCE
    }

    /** What the library says of a point. */
    public enum Judgement {
        /** Its anomaly score, 0 upwards. */
        SCORE,
        /** Its anomaly grade, by its own adaptive threshold, 0 to 1. */
        GRADE
    }

    /** The best on the benchmark's series of those in {@code docs/anomalies.md}. */
    public static final ForestSettings BEST =
            new ForestSettings(4, 50, 256, Transform.NONE, false, Judgement.GRADE);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the setting, its value and what was expected
     */
    public ForestSettings {
        require("shingle", shingle, 1, 100);
        require("trees", trees, 1, 1_000);
        require("sample", sample, 32, 10_000);
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s: %d, expected %d to %d".formatted(name, value, least, most));
        }
    }
}
