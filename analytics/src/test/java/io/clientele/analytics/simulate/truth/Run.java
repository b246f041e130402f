package io.clientele.analytics.simulate.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.simulate.AnomalyKind;
import io.clientele.analytics.simulate.AnomalySettings;
import io.clientele.analytics.simulate.FraudKind;
import io.clientele.analytics.simulate.FraudSettings;
import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events as everybody sees them, and their truth. */
record Run(Map<String, Seen> events, List<TruthRecord> truth) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What an event says of itself; amounts in minor units, 0 where there is none. */
    @SuppressWarnings("ArrayRecordComponent")
    record Seen(String customer, EventType type, Instant time, long amount, byte[] value) {}

    static SimulatorSettings withFraud(int customers, long seed, FraudKind... kinds) {
        return SimulatorSettings.of(customers, seed)
                .planting(
                        new FraudSettings(0.02, EnumSet.copyOf(Arrays.asList(kinds))),
                        AnomalySettings.NONE);
    }

    static SimulatorSettings withAnomaly(int customers, long seed, AnomalyKind kind) {
        return SimulatorSettings.of(customers, seed)
                .planting(FraudSettings.NONE, new AnomalySettings(EnumSet.of(kind), 14));
    }

    static Run of(SimulatorSettings settings, int events) {
        Simulator simulator = new Simulator(settings);
        TruthRecorder recorder = new TruthRecorder(settings);
        Map<String, Seen> seen = new LinkedHashMap<>();
        for (int i = 0; i < events; i++) {
            SimulatedEvent event = simulator.next();
            recorder.add(event);
            JsonNode json = json(event.value());
            seen.put(json.get("messageId").asText(), see(json, event.value()));
        }
        List<TruthRecord> truth = new ArrayList<>();
        recorder.tell(truth::add);
        return new Run(seen, truth);
    }

    static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static Seen see(JsonNode json, byte[] value) {
        JsonNode properties = json.get("properties");
        double amount =
                properties.has("revenue")
                        ? properties.get("revenue").asDouble()
                        : properties.path("total").asDouble();
        return new Seen(
                json.path("userId").asText(),
                EventType.of(json.get("event").asText()),
                Instant.parse(json.get("timestamp").asText()),
                Math.round(100 * amount),
                value);
    }

    <T extends TruthRecord> List<T> truth(Class<T> kind) {
        return truth.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What a fraud did. */
    List<Seen> events(FraudTruth fraud) {
        return fraud.messageIds().stream().map(events::get).toList();
    }
}
