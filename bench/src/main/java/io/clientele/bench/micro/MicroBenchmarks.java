package io.clientele.bench.micro;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package with JMH. */
public final class MicroBenchmarks {

    private MicroBenchmarks() {}

    /**
     * What one benchmark came to.
     *
     * @param name class, method and parameters
     * @param nanos mean time of one call
     * @param error half of the 99.9 % confidence interval, nanoseconds
     */
    public record Score(String name, double nanos, double error) {}

    /**
     * Runs them all, some seconds each, in JVMs of their own.
     *
     * @throws IllegalStateException if JMH fails
     */
    public static List<Score> run() {
        List<Score> scores = new ArrayList<>();
        try {
            for (RunResult result :
                    new Runner(
                                    new OptionsBuilder()
                                            .include(MicroBenchmarks.class.getPackageName())
                                            .forks(1)
                                            .warmupIterations(2)
                                            .warmupTime(TimeValue.seconds(1))
                                            .measurementIterations(5)
                                            .measurementTime(TimeValue.seconds(1))
                                            .verbosity(VerboseMode.SILENT)
                                            .shouldFailOnError(true)
                                            .build())
                            .run()) {
                String name = result.getParams().getBenchmark();
                String parameters =
                        result.getParams().getParamsKeys().stream()
                                .map(key -> " " + key + "=" + result.getParams().getParam(key))
                                .reduce("", String::concat);
                scores.add(
                        new Score(
                                name.substring(MicroBenchmarks.class.getPackageName().length() + 1)
                                        + parameters,
                                result.getPrimaryResult().getScore(),
                                result.getPrimaryResult().getScoreError()));
            }
        } catch (RunnerException failure) {
            throw new IllegalStateException("JMH did not run", failure);
        }
        return scores;
    }
}
