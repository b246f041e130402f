package io.clientele.analytics.churn;

import io.clientele.analytics.churn.ChurnFeatures.Aspect;
import io.clientele.analytics.ledger.Lifetime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The strongest reasons of a prediction: what each aspect of a customer adds to the regression's
 * log-odds. Features of one aspect, such as recency and its square, are summed before they are
 * compared: apart they mean nothing.
 */
record Reasons(ChurnModel model) {

    private static final int MOST = 3;

    List<Reason> of(ChurnRow row, long day, double[] values) {
        double[] x = Regression.coordinates(values, model.standardisation());
        ChurnFeatures features = model.features();
        Map<Aspect, Double> sums = new EnumMap<>(Aspect.class);
        List<Reason> reasons = new ArrayList<>();
        for (int j = 0; j < values.length; j++) {
            double contribution = contribution(j, x, values.length);
            Aspect aspect = features.aspect(j);
            if (aspect == Aspect.ADDITIONAL) {
                String name = features.names().get(j).replace('_', ' ');
                reasons.add(new Reason(level(x[1 + j], values[j]) + name, contribution));
            } else {
                sums.merge(aspect, contribution, Double::sum);
            }
        }
        if (Double.isNaN(row.purchaseModel())) {
            sums.remove(Aspect.PURCHASE_MODEL);
        }
        sums.forEach((aspect, sum) -> reasons.add(new Reason(text(aspect, row, day), sum)));
        reasons.sort(Comparator.comparingDouble(reason -> -Math.abs(reason.contribution())));
        reasons.removeIf(reason -> reason.contribution() == 0);
        return reasons.subList(0, Math.min(MOST, reasons.size()));
    }

    private double contribution(int feature, double[] x, int features) {
        int missing = 1 + features + feature;
        double logOdds =
                model.weights().get(1 + feature) * x[1 + feature]
                        + model.weights().get(missing) * x[missing];
        return model.calibration().slope() * logOdds;
    }

    private static String level(double z, double value) {
        if (Double.isNaN(value)) {
            return "unknown ";
        }
        return z > 0 ? "high " : "low ";
    }

    private static String text(Aspect aspect, ChurnRow row, long day) {
        Lifetime life = row.standing().lifetime();
        long recency = (long) ChurnFeatures.recency(row.standing(), day);
        return switch (aspect) {
            case RECENCY -> "last order " + counted(recency, "day") + " ago";
            case RHYTHM -> rhythm(life, recency);
            case FREQUENCY -> "ordered on " + counted(life.orderDays(), "day") + " so far";
            case MONETARY -> "net spend of " + amount(row.standing().longestWindow().net());
            case TENURE -> "customer for " + counted(Math.max(0, life.daysObserved(day)), "day");
            case PURCHASE_MODEL ->
                    "purchase model: "
                            + Math.round(100 * row.purchaseModel())
                            + " % without an order";
            case ADDITIONAL -> throw new IllegalStateException("has a text of its own");
        };
    }

    private static String rhythm(Lifetime life, long recency) {
        if (life.repeatDays() == 0) {
            return "no second order yet";
        }
        double gaps = Math.round(10 * recency / life.meanGap()) / 10.0;
        return "silent for "
                + gaps
                + " times the usual "
                + counted(Math.round(life.meanGap()), "day");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }

    private static String amount(long minorUnits) {
        long cents = Math.abs(minorUnits % 100);
        String sign = minorUnits < 0 ? "-" : "";
        return sign + Math.abs(minorUnits / 100) + "." + (cents < 10 ? "0" : "") + cents;
    }
}
