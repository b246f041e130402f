package io.clientele.quickstart.rules;

import io.clientele.analytics.alert.Alert;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What rules would have raised, for people. */
final class TrialReport {

    private static final String LINE = "%-26s %9s %10s %11s %9s %9s %7s%n";

    private final PrintWriter out;
    private final int shown;

    /**
     * A report.
     *
     * @param shown how many customers, and how many differences, are named of each rule
     */
    TrialReport(PrintWriter out, int shown) {
        this.out = out;
        this.shown = shown;
    }

    /** One line a rule, and whom it is oftenest about. */
    void tell(RuleTrial trial, Set<String> rules) {
        out.printf(
                LINE, "rule", "alerts", "customers", "suppressed", "begun", "timeouts", "errors");
        Map<String, List<Alert>> byRule = byRule(trial);
        for (String rule : new TreeSet<>(rules)) {
            List<Alert> alerts = byRule.getOrDefault(rule, List.of());
            Map<String, Long> figures = trial.figures().getOrDefault(rule, Map.of());
            out.printf(
                    LINE,
                    rule,
                    count(alerts.size()),
                    count(alerts.stream().map(a -> a.subject().label()).distinct().count()),
                    count(figures.getOrDefault("suppressed", 0L)),
                    count(figures.getOrDefault("partial_matches", 0L)),
                    count(figures.getOrDefault("timeouts", 0L)),
                    count(figures.getOrDefault("errors", 0L)));
        }
        out.printf("%n%,d alerts over %,d events%n", trial.alerts().size(), trial.events());
        for (Map.Entry<String, List<Alert>> rule : byRule.entrySet()) {
            tellCustomers(rule.getKey(), rule.getValue());
        }
        out.flush();
    }

    private void tellCustomers(String rule, List<Alert> alerts) {
        if (shown == 0) {
            return;
        }
        out.printf("%n%s%n", rule);
        Map<String, Long> byCustomer =
                alerts.stream()
                        .collect(
                                Collectors.groupingBy(
                                        a -> a.subject().label(),
                                        TreeMap::new,
                                        Collectors.counting()));
        byCustomer.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(shown)
                .forEach(
                        entry ->
                                out.printf(
                                        "  %-20s %5d   %s%n",
                                        entry.getKey(),
                                        entry.getValue(),
                                        first(alerts, entry.getKey())));
        if (byCustomer.size() > shown) {
            out.printf("  and %,d more customers%n", byCustomer.size() - shown);
        }
    }

    private static String first(List<Alert> alerts, String customer) {
        return alerts.stream()
                .filter(alert -> alert.subject().label().equals(customer))
                .map(alert -> alert.time() + "  " + alert.message())
                .findFirst()
                .orElse("");
    }

    /** What only one of two sets of rules raises; the version is no difference. */
    void tellDifference(RuleTrial before, RuleTrial now) {
        Map<String, List<Alert>> old = byRule(before);
        Map<String, List<Alert>> fresh = byRule(now);
        Set<String> rules = new TreeSet<>(old.keySet());
        rules.addAll(fresh.keySet());
        out.printf(
                "%n%-26s %9s %9s %9s %9s%n", "against", "before", "now", "only then", "only now");
        for (String rule : rules) {
            List<Alert> gone =
                    without(old.getOrDefault(rule, List.of()), fresh.getOrDefault(rule, List.of()));
            List<Alert> come =
                    without(fresh.getOrDefault(rule, List.of()), old.getOrDefault(rule, List.of()));
            out.printf(
                    "%-26s %9s %9s %9s %9s%n",
                    rule,
                    count(old.getOrDefault(rule, List.of()).size()),
                    count(fresh.getOrDefault(rule, List.of()).size()),
                    count(gone.size()),
                    count(come.size()));
            gone.stream().limit(shown).forEach(alert -> tell("-", alert));
            come.stream().limit(shown).forEach(alert -> tell("+", alert));
        }
        out.flush();
    }

    private void tell(String sign, Alert alert) {
        out.printf(
                "  %s %s  %s  %s%n", sign, alert.time(), alert.subject().label(), alert.message());
    }

    private static List<Alert> without(List<Alert> alerts, List<Alert> others) {
        Set<List<String>> known = new HashSet<>();
        others.forEach(alert -> known.add(cause(alert)));
        return alerts.stream().filter(alert -> !known.contains(cause(alert))).toList();
    }

    /** Whom it is about and what matched. */
    private static List<String> cause(Alert alert) {
        List<String> cause = new ArrayList<>();
        cause.add(alert.subject().label());
        alert.events().forEach(event -> cause.add(event.id()));
        return cause;
    }

    private static Map<String, List<Alert>> byRule(RuleTrial trial) {
        return trial.alerts().stream()
                .collect(Collectors.groupingBy(Alert::rule, TreeMap::new, Collectors.toList()));
    }

    private static String count(long number) {
        return "%,d".formatted(number);
    }
}
