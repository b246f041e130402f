package io.clientele.bench.shop;

import io.clientele.quickstart.embedded.EmbeddedKafka;

/** A broker on loopback, until standard input ends; it prints {@code brokers HOST:PORT}. */
public final class BrokerCommand {

    private BrokerCommand() {}

    /** Runs the broker. */
    public static void main(String[] none) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(0)) {
            System.out.println("brokers " + broker.brokers());
            while (System.in.read() >= 0) {
                // Whoever started it says nothing, but goes.
            }
        }
        Runtime.getRuntime().halt(0);
    }
}
