package io.clientele.rules.language;

import io.clientele.rules.expression.Expression;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a rule waits for. */
public sealed interface RuleBody {

    /**
     * Steps one after the other.
     *
     * @param selection which of several ways to match count
     * @param within from the first event to the last, or to the end of an absence; empty where
     *     every step has its own gap
     */
    record Sequence(List<Step> steps, MatchSelection selection, Optional<Duration> within)
            implements RuleBody {

        /** Keeps the steps as they are. */
        public Sequence {
            steps = List.copyOf(steps);
        }

        /** Whether it ends by an absence. */
        public boolean endsAbsent() {
            return steps.get(steps.size() - 1).isAbsent();
        }
    }

    /**
     * Figures over the events of a sliding window.
     *
     * @param window an event counts as long as it is younger than this
     * @param sum what is summed, with its bounds; empty for no sum
     * @param distinct what is counted once, with its bounds; empty for none
     */
    record Aggregate(
            Trigger trigger,
            Optional<Expression> where,
            Duration window,
            Optional<Bounds> count,
            Optional<Measure> sum,
            Optional<Measure> distinct)
            implements RuleBody {

        /** All that is asked of an event. */
        Stream<Expression> expressions() {
            return Stream.concat(
                    where.stream(),
                    Stream.of(sum, distinct).flatMap(Optional::stream).map(Measure::of));
        }
    }

    /** A figure of a window. */
    record Measure(Expression of, Bounds bounds) {}

    /**
     * What a figure must be, both ends included.
     *
     * @param least negative infinity for no lower bound
     * @param most infinity for no upper bound
     */
    record Bounds(double least, double most) {

        /** Whether a figure is within. */
        public boolean contain(double figure) {
            return figure >= least && figure <= most;
        }
    }
}
