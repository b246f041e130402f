package io.clientele.quickstart.feed;

import java.io.IOException;

/** Events could not be sent. The message is one line, for people. */
public final class FeedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what happened. */
    public FeedException(String message) {
        super(message);
    }

    /** Says what happened, and why. */
    public FeedException(String message, Throwable cause) {
        super(message, cause);
    }
}
