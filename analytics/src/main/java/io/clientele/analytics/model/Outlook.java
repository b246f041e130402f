package io.clientele.analytics.model;

import io.clientele.analytics.churn.ChurnPrediction;
import io.clientele.analytics.churn.RiskBand;
import io.clientele.analytics.value.ValueEstimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the models expect of the customers with an order as a whole, at a day's end.
 *
 * <p>It looks at everybody of the panel, or, where these are more than {@value #LOOKED_AT}, at
 * about so many, whose ids hash lowest: a share of one in two then has a standard error of half a
 * percent point times the square root of ten (binomial), 1.6 points.
 *
 * @param worth what they are worth; empty without a value model
 * @param risks by band of churn risk, each band with a share; empty without a churn model
 */
public record Outlook(Optional<Worth> worth, Map<RiskBand, Risk> risks) {

    /** About how many customers are looked at, at the most. */
    static final int LOOKED_AT = 1_000;

    /** Keeps the risks as they are. */
    public Outlook {
        risks = Map.copyOf(risks);
    }

    /**
     * How customer lifetime value is spread; amounts in minor units.
     *
     * @param customers who were looked at
     * @param probabilityAlive the mean of P(alive)
     * @param mean of the lifetime values
     * @param sorted the lifetime values, ascending
     */
    public record Worth(long customers, double probabilityAlive, double mean, List<Long> sorted) {

        /** Keeps the values as they are. */
        public Worth {
            sorted = List.copyOf(sorted);
        }

        /**
         * The least value that at least a share of the customers do not exceed (nearest rank).
         *
         * @param share above 0, at most 1
         */
        public long quantile(double share) {
            return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
        }
    }

    /**
     * Those in one band of churn risk.
     *
     * @param customers of those who were looked at
     * @param share the same as a share
     * @param valueShare their share of all lifetime values; 0 if these come to 0 or are not known
     */
    public record Risk(long customers, double share, double valueShare) {}

    /**
     * The outlook of a day.
     *
     * @param panel as it stands at the end of the models' day
     */
    static Outlook of(Models models, Panel panel) {
        List<Insight> insights = new ArrayList<>();
        panel.lowest(LOOKED_AT)
                .forEach(
                        (customer, standing) -> {
                            if (standing.lifetime().hasOrdered()) {
                                insights.add(models.insight(customer, standing, models.day()));
                            }
                        });
        return new Outlook(worth(insights), risks(insights));
    }

    private static Optional<Worth> worth(List<Insight> insights) {
        List<ValueEstimate> estimates =
                insights.stream()
                        .flatMap(insight -> insight.value().stream())
                        .map(CustomerValue::estimate)
                        .toList();
        if (estimates.isEmpty()) {
            return Optional.empty();
        }
        long[] values = estimates.stream().mapToLong(ValueEstimate::lifetimeValue).toArray();
        Arrays.sort(values);
        return Optional.of(
                new Worth(
                        values.length,
                        estimates.stream()
                                .mapToDouble(ValueEstimate::probabilityAlive)
                                .average()
                                .orElseThrow(),
                        Arrays.stream(values).average().orElseThrow(),
                        Arrays.stream(values).boxed().toList()));
    }

    private static Map<RiskBand, Risk> risks(List<Insight> insights) {
        Map<RiskBand, long[]> sums = new EnumMap<>(RiskBand.class);
        long customers = 0;
        long all = 0;
        for (Insight insight : insights) {
            Optional<ChurnPrediction> churn = insight.churn();
            if (churn.isPresent()) {
                long value =
                        insight.value().map(CustomerValue::estimate).stream()
                                .mapToLong(ValueEstimate::lifetimeValue)
                                .sum();
                long[] sum = sums.computeIfAbsent(churn.get().band(), any -> new long[2]);
                sum[0]++;
                sum[1] += value;
                customers++;
                all += value;
            }
        }
        Map<RiskBand, Risk> risks = new EnumMap<>(RiskBand.class);
        if (customers > 0) {
            for (RiskBand band : RiskBand.values()) {
                long[] sum = sums.getOrDefault(band, new long[2]);
                risks.put(
                        band,
                        new Risk(
                                sum[0],
                                (double) sum[0] / customers,
                                all == 0 ? 0 : (double) sum[1] / all));
            }
        }
        return risks;
    }
}
