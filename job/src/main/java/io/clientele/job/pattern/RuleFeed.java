package io.clientele.job.pattern;

import io.clientele.job.state.CodecType;
import java.util.SortedMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Where rules come from.
 *
 * @param changes each rule that is added, changed or removed; it must not hold up event time, and
 *     must be idle rather than ahead where events may be idle
 * @param atStart the rules to begin with
 */
public record RuleFeed(DataStream<RuleRecord> changes, RulesAtStart atStart) {

    /** Rules that do not change, their texts by their names. */
    public static RuleFeed of(
            StreamExecutionEnvironment environment, SortedMap<String, String> texts) {
        RulesAtStart given = RulesAtStart.of(texts);
        return new RuleFeed(
                environment
                        .fromData(
                                given.read(), CodecType.of(RuleRecord.class, new RuleRecordCodec()))
                        .setParallelism(1)
                        .name("rules")
                        .uid("rules"),
                given);
    }
}
