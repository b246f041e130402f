package io.clientele.bench.measure;

/**
 * What was measured between two moments.
 *
 * @param events how many events went through
 * @param seconds by the clock
 * @param cpuSeconds of all threads of the contender's process
 */
public record Throughput(long events, double seconds, double cpuSeconds) {

    /** Between two moments, the first of them earlier. */
    static Throughput between(Progress from, Progress to) {
        return new Throughput(
                to.events() - from.events(),
                (to.nanos() - from.nanos()) / 1e9,
                (to.cpuNanos() - from.cpuNanos()) / 1e9);
    }

    /** Events by the clock. */
    public double perSecond() {
        return events / seconds;
    }

    /** Events by the time that processors worked for them. */
    public double perCpuSecond() {
        return events / cpuSeconds;
    }
}
