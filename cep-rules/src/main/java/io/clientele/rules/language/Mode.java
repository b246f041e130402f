package io.clientele.rules.language;

/** Whether a rule runs, and whether anybody hears of it. */
public enum Mode {
    /** It runs and raises alerts. */
    LIVE,
    /** It runs and is counted, and raises nothing. */
    SHADOW,
    /** It does not run, and nothing is kept for it. */
    OFF
}
