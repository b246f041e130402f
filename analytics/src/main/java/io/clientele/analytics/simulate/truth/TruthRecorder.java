package io.clientele.analytics.simulate.truth;

import io.clientele.analytics.event.EventType;
import io.clientele.analytics.simulate.Anomaly;
import io.clientele.analytics.simulate.AnomalySchedule;
import io.clientele.analytics.simulate.Cause;
import io.clientele.analytics.simulate.Customer;
import io.clientele.analytics.simulate.Departure;
import io.clientele.analytics.simulate.FraudIncident;
import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.SimulatorSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Notes what the events of a run really are. It knows of nothing that no event was given to it for.
 *
 * <p>Not safe for use by several threads. Memory: about 200 bytes a customer with an event.
 */
public final class TruthRecorder {
    private final SimulatorSettings settings;
    private final Map<Long, CustomerHistory> customers = new TreeMap<>();
    private final Map<Long, FraudHistory> frauds = new TreeMap<>();
    private long events;
    private long lastMillis;

    /** Starts a run of a shop of these settings. */
    public TruthRecorder(SimulatorSettings settings) {
        this.settings = settings;
        lastMillis = settings.startMillis();
    }

    /** Notes the next event. */
    public void add(SimulatedEvent event) {
        events++;
        lastMillis = event.timestamp();
        Cause cause = event.cause();
        if (cause instanceof Customer customer) {
            history(customer).add(event);
        } else if (cause instanceof Departure departure) {
            history(departure.customer()).leave(event);
        } else if (cause instanceof FraudIncident fraud) {
            frauds.computeIfAbsent(fraud.number(), number -> new FraudHistory(fraud))
                    .add(event, settings.seed());
        }
    }

    /** How many events there were so far. */
    public long events() {
        return events;
    }

    private CustomerHistory history(Customer customer) {
        return customers.computeIfAbsent(
                customer.number(), number -> new CustomerHistory(customer));
    }

    /** Tells the truth of a run that ends with the last event. */
    public void tell(Consumer<TruthRecord> reader) {
        tell(reader, Instant.ofEpochMilli(lastMillis));
    }

    /**
     * Tells the truth: the run's settings, the customers by number, the frauds and the anomalies by
     * start.
     *
     * @param end the last instant of the run, not before the last event
     */
    public void tell(Consumer<TruthRecord> reader, Instant end) {
        reader.accept(new RunTruth(settings, events, end));
        customers.values().forEach(customer -> reader.accept(customer.truth(settings)));
        frauds.values().stream()
                .map(FraudHistory::truth)
                .sorted(Comparator.comparing(FraudTruth::start))
                .forEach(reader);
        long after = end.toEpochMilli() + 1;
        for (Anomaly anomaly : new AnomalySchedule(settings).startingBefore(after)) {
            reader.accept(new AnomalyTruth(anomaly, anomaly.endMillis() <= after));
        }
    }

    /** A fraud, while it is noted. */
    private static final class FraudHistory {
        private final FraudIncident incident;
        private final List<String> messageIds = new ArrayList<>();
        private long first;
        private long last;
        private int orders;
        private int refunds;

        FraudHistory(FraudIncident incident) {
            this.incident = incident;
        }

        void add(SimulatedEvent event, long seed) {
            if (messageIds.isEmpty()) {
                first = event.timestamp();
            }
            last = event.timestamp();
            orders += event.type() == EventType.ORDER_COMPLETED ? 1 : 0;
            refunds += event.type() == EventType.ORDER_REFUNDED ? 1 : 0;
            messageIds.add(SimulatedEvent.messageId(seed, event.sequence()));
        }

        FraudTruth truth() {
            return new FraudTruth(
                    incident,
                    Instant.ofEpochMilli(first),
                    Instant.ofEpochMilli(last),
                    orders,
                    refunds,
                    messageIds);
        }
    }
}
