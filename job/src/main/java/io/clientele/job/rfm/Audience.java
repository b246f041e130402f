package io.clientele.job.rfm;

import java.util.Optional;

/** Who hears of customers' scores. */
public enum Audience {
    /** Readers of profiles: what is worth telling. */
    READERS,

    /** Rules as well: each change, and everybody at each day's end. */
    READERS_AND_RULES;

    /** Rules listen where there are any. */
    public static Audience of(Optional<?> rules) {
        return rules.isPresent() ? READERS_AND_RULES : READERS;
    }
}
