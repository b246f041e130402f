package io.clientele.rules.language;

/** How much an alert matters, as PagerDuty names it. */
public enum Severity {
    INFO,
    WARNING,
    ERROR,
    CRITICAL
}
