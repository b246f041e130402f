package io.clientele.job.state;

import java.io.IOException;

/** An operator whose values are behind a {@link WriteBackCache}. */
public interface WriteBack {

    /** Writes what the cache holds. */
    void flush() throws IOException;
}
