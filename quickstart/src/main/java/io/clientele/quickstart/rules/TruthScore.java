package io.clientele.quickstart.rules;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.simulate.truth.CustomerTruth;
import io.clientele.analytics.simulate.truth.FraudTruth;
import io.clientele.analytics.simulate.truth.TruthReader;
import io.clientele.analytics.simulate.truth.TruthRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * How well alerts meet what a simulated shop knows of itself (docs/simulator.md).
 *
 * <p>A fraud is found if an alert of the kind {@code fraud} for its account names one of its
 * events; an alert that names none of any is false. A departure is found if an alert of the kind
 * {@code churn} comes for the customer after the last order; one for a customer who has not left by
 * then is false.
 */
final class TruthScore {

    private final List<FraudTruth> frauds = new ArrayList<>();
    private final Map<String, Instant> departures = new HashMap<>();
    private final Set<String> customers = new HashSet<>();

    /** Reads what {@code clientele generate --truth} wrote. */
    static TruthScore read(Path file) throws IOException {
        TruthScore score = new TruthScore();
        try (var bytes = Files.newInputStream(file);
                var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                var lines =
                        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                score.add(TruthReader.read(line));
            }
        }
        return score;
    }

    private void add(TruthRecord truth) {
        if (truth instanceof FraudTruth fraud) {
            frauds.add(fraud);
        } else if (truth instanceof CustomerTruth customer) {
            customers.add(customer.customerId());
            customer.leftAt().ifPresent(left -> departures.put(customer.customerId(), left));
        }
    }

    void tell(List<Alert> alerts, PrintWriter out) {
        out.printf("%n%-26s %9s %9s %9s%n", "against the truth", "alerts", "right", "precision");
        Map<String, List<Alert>> byRule = new TreeMap<>();
        for (Alert alert : alerts) {
            if (alert.kind().equals("fraud") || alert.kind().equals("churn")) {
                byRule.computeIfAbsent(alert.rule(), r -> new ArrayList<>()).add(alert);
            }
        }
        byRule.forEach((rule, ofRule) -> tellPrecision(rule, ofRule, out));
        tellFrauds(alerts.stream().filter(a -> a.kind().equals("fraud")).toList(), out);
        tellDepartures(alerts.stream().filter(a -> a.kind().equals("churn")).toList(), out);
        out.flush();
    }

    private void tellPrecision(String rule, List<Alert> alerts, PrintWriter out) {
        long right = alerts.stream().filter(this::isRight).count();
        out.printf(
                "%-26s %,9d %,9d %9s%n", rule, alerts.size(), right, share(right, alerts.size()));
    }

    private boolean isRight(Alert alert) {
        if (alert.kind().equals("fraud")) {
            return frauds.stream().anyMatch(fraud -> finds(alert, fraud));
        }
        return hasLeft(alert.subject().label(), alert.time());
    }

    private boolean hasLeft(String customer, Instant by) {
        return Optional.ofNullable(departures.get(customer)).filter(by::isAfter).isPresent();
    }

    private static boolean finds(Alert alert, FraudTruth fraud) {
        return alert.subject().label().equals(fraud.incident().customerId())
                && alert.events().stream()
                        .anyMatch(event -> fraud.messageIds().contains(event.id()));
    }

    private void tellFrauds(List<Alert> alerts, PrintWriter out) {
        Map<String, int[]> byKind = new TreeMap<>();
        for (FraudTruth fraud : frauds) {
            int[] counts =
                    byKind.computeIfAbsent(
                            fraud.incident().kind().toString().toLowerCase(java.util.Locale.ROOT),
                            k -> new int[2]);
            counts[0]++;
            counts[1] += alerts.stream().anyMatch(alert -> finds(alert, fraud)) ? 1 : 0;
        }
        out.printf("%n%-26s %9s %9s %9s%n", "fraud", "incidents", "found", "recall");
        int all = 0;
        int found = 0;
        for (Map.Entry<String, int[]> kind : byKind.entrySet()) {
            int[] counts = kind.getValue();
            all += counts[0];
            found += counts[1];
            out.printf(
                    "%-26s %,9d %,9d %9s%n",
                    kind.getKey(), counts[0], counts[1], share(counts[1], counts[0]));
        }
        long right = alerts.stream().filter(this::isRight).count();
        out.printf(
                "%-26s %,9d %,9d %9s   precision %s of %,d alerts%n",
                "all", all, found, share(found, all), share(right, alerts.size()), alerts.size());
    }

    private void tellDepartures(List<Alert> alerts, PrintWriter out) {
        Set<String> warned = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        for (Alert alert : alerts) {
            String customer = alert.subject().label();
            warned.add(customer);
            if (hasLeft(customer, alert.time())) {
                found.add(customer);
            }
        }
        out.printf("%n%-26s %9s %9s %9s%n", "churn", "left", "found", "recall");
        out.printf(
                "%-26s %,9d %,9d %9s   precision %s of %,d customers warned of%n",
                "customers",
                departures.size(),
                found.size(),
                share(found.size(), departures.size()),
                share(found.size(), warned.size()),
                warned.size());
        out.printf(
                "%-26s %,9d of %,d: precision of a warning by chance%n",
                "left, of all", departures.size(), customers.size());
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "-" : "%.3f".formatted((double) part / whole);
    }
}
