package io.clientele.job.pattern;

import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.rules.engine.RuleCounters;
import io.clientele.rules.language.Mode;
import io.clientele.rules.language.Rule;
import io.clientele.rules.language.Severity;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a rule has done, at an instant or in a window.
 *
 * @param time milliseconds since 1970; of a window its last
 * @param partialMatches those that began
 */
public record RuleTally(
        long time,
        String rule,
        Severity severity,
        Mode mode,
        long matches,
        long partialMatches,
        long timeouts,
        long errors,
        long suppressed) {

    static RuleTally of(long time, Rule rule, RuleCounters.Told told) {
        return new RuleTally(
                time,
                rule.name(),
                rule.severity(),
                rule.mode(),
                told.matches(),
                told.begun(),
                told.timeouts(),
                told.errors(),
                told.suppressed());
    }

    /** The same at the end of a window. */
    RuleTally at(long end) {
        return new RuleTally(
                end, rule, severity, mode, matches, partialMatches, timeouts, errors, suppressed);
    }

    /** Both together, at this one's time. */
    RuleTally plus(RuleTally other) {
        return new RuleTally(
                time,
                rule,
                severity,
                mode,
                matches + other.matches,
                partialMatches + other.partialMatches,
                timeouts + other.timeouts,
                errors + other.errors,
                suppressed + other.suppressed);
    }

    /** What is added up with each other. */
    String key() {
        return rule + ' ' + severity + ' ' + mode + ' ' + time;
    }

    /** As a point of the measurement {@code alerts}. */
    KpiPoint point(long windowSeconds) {
        Map<String, Number> fields = new TreeMap<>();
        fields.put("matches", matches);
        fields.put("partial_matches", partialMatches);
        fields.put("timeouts", timeouts);
        fields.put("errors", errors);
        fields.put("suppressed", suppressed);
        return new KpiPoint(
                "alerts",
                Instant.ofEpochMilli(time),
                windowSeconds,
                Map.of(
                        "rule",
                        rule,
                        "severity",
                        severity.name().toLowerCase(Locale.ROOT),
                        "mode",
                        mode.name().toLowerCase(Locale.ROOT)),
                fields);
    }
}
