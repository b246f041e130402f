package io.clientele.gateway.alert;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * The last {@value #MOST} alerts by event time, newest first. An alert told again under the same id
 * is one. Safe for use by several threads.
 */
@Component
public class RecentAlerts {

    /** How many alerts are kept. */
    public static final int MOST = 500;

    private static final Comparator<Alert> NEWEST_FIRST =
            Comparator.comparing(Alert::time)
                    .thenComparing(Alert::severity)
                    .reversed()
                    .thenComparing(Alert::id);

    private final TreeSet<Alert> alerts = new TreeSet<>(NEWEST_FIRST);
    private final Map<String, Alert> byId = new HashMap<>();
    private long version;

    /** Takes an alert. */
    public synchronized void add(Alert alert) {
        Alert before = byId.put(alert.id(), alert);
        if (before != null) {
            alerts.remove(before);
        }
        alerts.add(alert);
        if (alerts.size() > MOST) {
            byId.remove(alerts.pollLast().id());
        }
        version++;
    }

    /** Forgets a customer who was removed. */
    public synchronized void forget(String customerId) {
        boolean any =
                alerts.removeIf(alert -> alert.customerId().filter(customerId::equals).isPresent());
        if (any) {
            byId.values().removeIf(alert -> !alerts.contains(alert));
            version++;
        }
    }

    /**
     * The newest alerts that a choice takes, newest first.
     *
     * @param most how many at the most
     */
    public synchronized List<Alert> newestFirst(AlertChoice choice, int most) {
        return alerts.stream().filter(choice::takes).limit(most).toList();
    }

    /** Grows with every change. */
    public synchronized long version() {
        return version;
    }
}
