package io.clientele.bench;

import io.clientele.bench.contender.Contender;

/**
 * A ratio that is told, and may be asked for.
 *
 * @param customers of the shop
 * @param least how many times as fast the job must be as the other; 0 if nothing is asked for
 * @param by what is compared with the bar
 */
record Bar(int customers, Contender job, Contender other, double least, Measure by) {

    /** What a ratio is of. */
    enum Measure {
        CLOCK,
        PROCESSOR_TIME
    }

    /** By the clock. */
    Bar(int customers, Contender job, Contender other, double least) {
        this(customers, job, other, least, Measure.CLOCK);
    }

    /** What became of it; a dash if nothing is asked for. */
    String verdict(double clock, double processorTime) {
        if (least == 0) {
            return "–";
        }
        double ratio = by == Measure.CLOCK ? clock : processorTime;
        return "at least %s%s: %s"
                .formatted(
                        least == Math.rint(least)
                                ? Long.toString((long) least)
                                : Double.toString(least),
                        by == Measure.CLOCK ? "" : " by processor time",
                        ratio >= least ? "reached" : "missed");
    }
}
