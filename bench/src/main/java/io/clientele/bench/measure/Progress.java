package io.clientele.bench.measure;

/**
 * How far a contender was at a moment.
 *
 * @param nanos the moment, by the contender's own clock
 * @param events how many events were through
 * @param cpuNanos processor time that its process had used
 */
public record Progress(long nanos, long events, long cpuNanos) {

    /** Reads what a contender tells, {@code progress NANOS EVENTS CPU_NANOS}. */
    static Progress parse(String line) {
        String[] words = line.split(" ", -1);
        return new Progress(
                Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
    }
}
