package io.clientele.job.pattern;

import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where rules come from.
 *
 * @param changes each rule that is added, changed or removed; it must not hold up event time
 * @param atStart the rules to begin with
 */
public record RuleFeed(DataStream<RuleRecord> changes, RulesAtStart atStart) {}
