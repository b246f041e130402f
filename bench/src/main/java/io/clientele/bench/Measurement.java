package io.clientele.bench;

import io.clientele.bench.contender.Contender;
import io.clientele.bench.measure.Throughput;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A contender's runs with so many customers.
 *
 * @param runs one a round, at least one
 */
record Measurement(Contender contender, int customers, List<Throughput> runs) {

    Measurement {
        runs = List.copyOf(runs);
    }

    /** The median of the runs. */
    double perSecond() {
        return median(Throughput::perSecond);
    }

    /** The median of the runs. */
    double perCpuSecond() {
        return median(Throughput::perCpuSecond);
    }

    private double median(ToDoubleFunction<Throughput> of) {
        double[] sorted = runs.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
