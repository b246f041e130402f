package io.clientele.analytics.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.history.ShopHistory.Transaction;
import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The histories of simulated shops. */
public final class SimulatedShops {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SimulatedShops() {}

    /** The orders that a simulated shop's customers make within so many days. */
    public static ShopHistory of(SimulatorSettings settings, int days) {
        Simulator simulator = new Simulator(settings);
        long end = settings.startMillis() + days * 86_400_000L;
        List<Transaction> orders = new ArrayList<>();
        while (simulator.hasNext()) {
            SimulatedEvent event = simulator.next();
            if (event.timestamp() >= end) {
                break;
            }
            if (event.type() == EventType.ORDER_COMPLETED) {
                JsonNode json = json(event.value());
                if (json.has("userId")) {
                    long cents = Math.round(100 * json.at("/properties/total").asDouble());
                    String customer = json.get("userId").asText();
                    orders.add(new Transaction(customer, event.timestamp(), cents, false));
                }
            }
        }
        return new ShopHistory(orders);
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
