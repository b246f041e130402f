package io.clientele.job.pattern;

import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rules that are in force from the first event on. Changes come by a stream, which may be
 * behind the events when a job starts.
 */
@FunctionalInterface
public interface RulesAtStart extends Serializable {

    /**
     * All records that there are now, in their order; asked for once by each task of a job that
     * starts without state.
     *
     * @throws java.io.UncheckedIOException if they cannot be read
     */
    List<RuleRecord> read();

    /** Rules that are known already, their texts by their names. */
    static RulesAtStart of(SortedMap<String, String> texts) {
        return new Given(new TreeMap<>(texts));
    }

    /** Rules that are known already. */
    record Given(TreeMap<String, String> texts) implements RulesAtStart {
        @Override
        public List<RuleRecord> read() {
            return texts.entrySet().stream()
                    .map(rule -> RuleRecord.of(rule.getKey(), rule.getValue()))
                    .toList();
        }
    }
}
