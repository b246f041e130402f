package io.clientele.analytics.habit;

/**
 * The text that was given last; of two at the same time the greater one, so that no order matters.
 *
 * @param at when, milliseconds since 1970
 * @param text at most 256 characters; empty if none was given yet
 */
record LatestText(long at, String text) {

    static final LatestText NONE = new LatestText(Long.MIN_VALUE, "");

    /** This one or another, whichever is later; one that is empty says nothing. */
    LatestText or(long otherAt, String other) {
        boolean later = otherAt > at || (otherAt == at && other.compareTo(text) > 0);
        return !other.isEmpty() && (text.isEmpty() || later) ? new LatestText(otherAt, other) : this;
    }
}
