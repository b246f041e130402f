package io.clientele.analytics.churn;

import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What churn is predicted from: figures of the ledger, the purchase model's log-odds, and further
 * features by name.
 *
 * @param additional the names of the further features
 */
public record ChurnFeatures(List<String> additional) {

    /** A rate over a short time says little: so many days more are counted. */
    private static final double PRIOR_DAYS = 60;

    private static final double PRIOR_ORDERS = 0.5;
    private static final double MINOR_UNITS = 100;
    private static final double USUAL_LOG_RECENCY = 4;
    private static final double USUAL_LOG_TENURE = 4.7;

    /** Features that come from the ledger, and what they are about. */
    private enum OfLedger {
        LOG_RECENCY(Aspect.RECENCY),
        LOG_RECENCY_SQUARED(Aspect.RECENCY),
        SILENT_SHARE_OF_TENURE(Aspect.RECENCY),
        MISSED_ORDERS(Aspect.RHYTHM),
        SILENCE_IN_GAPS(Aspect.RHYTHM),
        LOG_ORDER_RATE(Aspect.FREQUENCY),
        LOG_ORDER_DAYS(Aspect.FREQUENCY),
        LOG_ORDERS_IN_WINDOW(Aspect.FREQUENCY),
        LOG_NET_IN_WINDOW(Aspect.MONETARY),
        LOG_TENURE(Aspect.TENURE),
        LOG_TENURE_SQUARED(Aspect.TENURE),
        PURCHASE_MODEL(Aspect.PURCHASE_MODEL);

        final Aspect aspect;

        OfLedger(Aspect aspect) {
            this.aspect = aspect;
        }
    }

    /** What features are about: those of one aspect make one reason. */
    enum Aspect {
        RECENCY,
        RHYTHM,
        FREQUENCY,
        MONETARY,
        TENURE,
        PURCHASE_MODEL,
        ADDITIONAL
    }

    /** The place of the purchase model's log-odds in a row. */
    static final int PURCHASE_MODEL = OfLedger.PURCHASE_MODEL.ordinal();

    private static final int FIXED = OfLedger.values().length;

    /** Keeps the names as they are. */
    public ChurnFeatures {
        additional = List.copyOf(additional);
    }

    /** The names of all features, in the order of a row. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (OfLedger feature : OfLedger.values()) {
            names.add(feature.name().toLowerCase(Locale.ROOT));
        }
        names.addAll(additional);
        return names;
    }

    /** How many features there are. */
    public int count() {
        return FIXED + additional.size();
    }

    /** What a feature is about. */
    Aspect aspect(int feature) {
        return feature < FIXED ? OfLedger.values()[feature].aspect : Aspect.ADDITIONAL;
    }

    /**
     * A customer's features, NaN where one is missing.
     *
     * @param row of a customer with an order
     * @param day the day that ends
     * @throws IllegalArgumentException if the row has not as many additional values as there are
     *     names
     */
    public double[] of(ChurnRow row, long day) {
        if (row.additional().length != additional.size()) {
            throw new IllegalArgumentException(
                    "additional: %d values, expected one for each of %s"
                            .formatted(row.additional().length, additional));
        }
        double[] features = new double[count()];
        ofLedger(row.standing(), day, features);
        features[PURCHASE_MODEL] =
                Double.isNaN(row.purchaseModel())
                        ? Double.NaN
                        : Logistic.logOdds(row.purchaseModel());
        System.arraycopy(row.additional(), 0, features, FIXED, additional.size());
        return features;
    }

    private static void ofLedger(Standing standing, long day, double[] features) {
        Lifetime life = standing.lifetime();
        double recency = recency(standing, day);
        double tenure = Math.max(0, life.daysObserved(day));
        double logRecency = StrictMath.log1p(recency);
        double logTenure = StrictMath.log1p(tenure);
        double rate = (life.orderDays() + PRIOR_ORDERS) / (tenure + PRIOR_DAYS);
        set(features, OfLedger.LOG_RECENCY, logRecency);
        set(features, OfLedger.LOG_RECENCY_SQUARED, square(logRecency - USUAL_LOG_RECENCY));
        set(features, OfLedger.SILENT_SHARE_OF_TENURE, recency / (tenure + 1));
        set(features, OfLedger.MISSED_ORDERS, StrictMath.log1p(recency * rate));
        set(features, OfLedger.SILENCE_IN_GAPS, silenceInGaps(life, recency));
        set(features, OfLedger.LOG_ORDER_RATE, StrictMath.log(rate));
        set(features, OfLedger.LOG_ORDER_DAYS, StrictMath.log1p((double) life.orderDays()));
        set(
                features,
                OfLedger.LOG_ORDERS_IN_WINDOW,
                StrictMath.log1p((double) standing.longestWindow().orders()));
        set(
                features,
                OfLedger.LOG_NET_IN_WINDOW,
                StrictMath.log1p(Math.max(0, standing.longestWindow().net()) / MINOR_UNITS));
        set(features, OfLedger.LOG_TENURE, logTenure);
        set(features, OfLedger.LOG_TENURE_SQUARED, square(logTenure - USUAL_LOG_TENURE));
    }

    private static void set(double[] features, OfLedger feature, double value) {
        features[feature.ordinal()] = value;
    }

    private static double silenceInGaps(Lifetime life, double recency) {
        return life.repeatDays() > 0 ? StrictMath.log1p(recency / life.meanGap()) : Double.NaN;
    }

    /** Whole days since the last order. */
    static double recency(Standing standing, long day) {
        return Math.max(0, day - standing.lifetime().lastOrderDay());
    }

    private static double square(double value) {
        return value * value;
    }
}
