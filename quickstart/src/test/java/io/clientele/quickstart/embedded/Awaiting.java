package io.clientele.quickstart.embedded;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread or server will do. */
public final class Awaiting {

    private Awaiting() {}

    /** Asks until the answer is yes, a minute at the most. */
    public static void until(String what, Callable<Boolean> done) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (!done.call()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not happen within a minute: " + what);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}
