package io.clientele.quickstart.demo;

import io.clientele.quickstart.embedded.Ports;
import java.io.IOException;

/** Where the parts of the demo listen, on loopback. */
record DemoPorts(int kafka, int flink, int store, int gateway) {

    /**
     * The usual ports, all moved by the same number.
     *
     * @throws IllegalArgumentException if a port would be out of range
     */
    static DemoPorts movedBy(int offset) {
        if (offset < 0 || offset > 50_000) {
            throw new IllegalArgumentException(
                    "--port-offset: %d, expected 0 to 50000".formatted(offset));
        }
        return new DemoPorts(9_092 + offset, 8_081 + offset, 9_000 + offset, 8_080 + offset);
    }

    /**
     * Looks at all of them before anything starts.
     *
     * @throws IOException naming the first that is taken, and what to do
     */
    void requireFree() throws IOException {
        try {
            Ports.requireFree(kafka, "Kafka");
            Ports.requireFree(flink, "Flink's web page");
            Ports.requireFree(store, "the time-series store");
            Ports.requireFree(gateway, "the gateway");
        } catch (IOException taken) {
            throw new IOException(
                    taken.getMessage() + "; try --port-offset 1000 to move all ports", taken);
        }
    }
}
