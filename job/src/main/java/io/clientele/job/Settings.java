package io.clientele.job;

import io.clientele.analytics.event.Detail;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.analytics.time.ShopCalendar;
import io.clientele.analytics.value.FamilyChoice;
import io.clientele.configuration.Configuration;
import io.clientele.configuration.Keys;
import io.clientele.job.anomaly.AnomalySettings;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * What the main job can be told.
 *
 * @param currency what amounts are reported in, and the rates of others
 * @param zone whose days are the shop's days
 * @param windows the sliding windows of a customer's sums
 * @param retention how long after its last event a customer is kept, in days
 * @param duplicates for how long a repetition is recognised, in days
 * @param orderMemory for how long an order's total is remembered for a cancellation that does not
 *     say it, in days; at least {@code duplicates}
 * @param disorder by how much events may be out of order without being late
 * @param kpiWindow the KPI windows' length, at most a day
 * @param lateness for how long after its end a KPI window still takes late events
 * @param models the models that are trained, if any
 * @param anomalies what is watched for anomalies, and how
 * @param horizon the last instant that anything is computed for, milliseconds since 1970; {@code
 *     Long.MAX_VALUE} for a stream without an end
 */
public record Settings(
        ReportingCurrency currency,
        ZoneId zone,
        SlidingWindows windows,
        int retention,
        int duplicates,
        int orderMemory,
        Duration disorder,
        Duration kpiWindow,
        Duration lateness,
        ModelSettings models,
        AnomalySettings anomalies,
        long horizon)
        implements Serializable {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the setting, its value and what was expected
     */
    public Settings {
        require("retention", retention, windows.longest(), 36_500, "days");
        require("duplicates", duplicates, 1, 3_650, "days");
        require("order-memory", orderMemory, duplicates, 3_650, "days");
        require("disorder", disorder.toSeconds(), 0, 31 * 86_400, "seconds");
        require("kpi-window", kpiWindow.toSeconds(), 1, 86_400, "seconds");
        if (86_400 % kpiWindow.toSeconds() != 0) {
            throw new IllegalArgumentException(
                    "kpi-window: %s, expected a length that divides a day".formatted(kpiWindow));
        }
        require("lateness", lateness.toSeconds(), 0, 3_155_760_000L, "seconds");
    }

    /** The defaults for a stream that does not end. */
    public static Settings live(ReportingCurrency currency) {
        return new Settings(
                currency,
                ZoneId.of("UTC"),
                SlidingWindows.DEFAULT,
                3 * 365 + 1,
                7,
                90,
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofDays(1),
                ModelSettings.DEFAULT,
                AnomalySettings.DEFAULT,
                Long.MAX_VALUE);
    }

    /** The settings of a configuration, for a stream that does not end. */
    public static Settings of(Configuration configuration) {
        return new Settings(
                new ReportingCurrency(
                        configuration.get(Keys.SHOP_CURRENCY), configuration.all(Keys.SHOP_RATES)),
                configuration.get(Keys.SHOP_ZONE),
                new SlidingWindows(configuration.get(Keys.RFM_WINDOWS)),
                Math.toIntExact(configuration.get(Keys.RETENTION_CUSTOMERS).toDays()),
                Math.toIntExact(configuration.get(Keys.RETENTION_DUPLICATES).toDays()),
                Math.toIntExact(configuration.get(Keys.RETENTION_ORDERS).toDays()),
                configuration.get(Keys.EVENTS_DISORDER),
                configuration.get(Keys.KPI_WINDOW),
                configuration.get(Keys.KPI_LATENESS),
                models(configuration),
                anomalies(configuration),
                Long.MAX_VALUE);
    }

    private static AnomalySettings anomalies(Configuration configuration) {
        return new AnomalySettings(
                configuration.get(Keys.ANOMALIES_ENABLED),
                configuration.get(Keys.ANOMALIES_SERIES),
                AnomalySettings.Detector.valueOf(
                        configuration.get(Keys.ANOMALIES_DETECTOR).toUpperCase(Locale.ROOT)),
                configuration.get(Keys.ANOMALIES_WINDOW),
                configuration.get(Keys.ANOMALIES_THRESHOLD).doubleValue(),
                configuration.get(Keys.ANOMALIES_WARM_UP));
    }

    /** The part of a configuration that is about models. */
    public static ModelSettings models(Configuration configuration) {
        List<Integer> clusters = configuration.get(Keys.MODELS_CLUSTERS_COUNT);
        return new ModelSettings(
                configuration.get(Keys.MODELS_ENABLED),
                configuration.get(Keys.MODELS_PANEL),
                new ModelSettings.Value(
                        family(configuration.get(Keys.MODELS_VALUE_FAMILY)),
                        Math.toIntExact(configuration.get(Keys.MODELS_VALUE_REFIT).toDays()),
                        Math.toIntExact(configuration.get(Keys.MODELS_VALUE_HORIZON).toDays()),
                        configuration.get(Keys.MODELS_VALUE_DISCOUNT).doubleValue(),
                        configuration.get(Keys.MODELS_VALUE_VIPS).doubleValue()),
                new ModelSettings.Clusters(
                        clusters.get(0),
                        clusters.get(clusters.size() - 1),
                        configuration.get(Keys.MODELS_CLUSTERS_FEATURES),
                        configuration.get(Keys.MODELS_CLUSTERS_DECAY).doubleValue()),
                new ModelSettings.Churn(
                        Math.toIntExact(configuration.get(Keys.MODELS_CHURN_HORIZON).toDays()),
                        Math.toIntExact(configuration.get(Keys.MODELS_CHURN_INTERVAL).toDays())));
    }

    private static FamilyChoice family(String name) {
        return FamilyChoice.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The same with other KPI windows. */
    public Settings withKpiWindow(Duration length) {
        return new Settings(
                currency,
                zone,
                windows,
                retention,
                duplicates,
                orderMemory,
                disorder,
                length,
                lateness,
                models,
                anomalies,
                horizon);
    }

    /** The same with another bound of disorder. */
    public Settings withDisorder(Duration bound) {
        return new Settings(
                currency,
                zone,
                windows,
                retention,
                duplicates,
                orderMemory,
                bound,
                kpiWindow,
                lateness,
                models,
                anomalies,
                horizon);
    }

    /** The same up to an instant, the last millisecond of a day. */
    public Settings upTo(long instant) {
        return new Settings(
                currency,
                zone,
                windows,
                retention,
                duplicates,
                orderMemory,
                disorder,
                kpiWindow,
                lateness,
                models,
                anomalies,
                instant);
    }

    /** The same with other models. */
    public Settings withModels(ModelSettings other) {
        return new Settings(
                currency,
                zone,
                windows,
                retention,
                duplicates,
                orderMemory,
                disorder,
                kpiWindow,
                lateness,
                other,
                anomalies,
                horizon);
    }

    /** The same with other detectors on KPI series. */
    public Settings withAnomalies(AnomalySettings other) {
        return new Settings(
                currency,
                zone,
                windows,
                retention,
                duplicates,
                orderMemory,
                disorder,
                kpiWindow,
                lateness,
                models,
                other,
                horizon);
    }

    /** The same in another time zone. */
    public Settings inZone(ZoneId other) {
        return new Settings(
                currency,
                other,
                windows,
                retention,
                duplicates,
                orderMemory,
                disorder,
                kpiWindow,
                lateness,
                models,
                anomalies,
                horizon);
    }

    /** How much of an event is kept: all that models read, where there are any. */
    public Detail detail() {
        return models.enabled() ? Detail.FULL : Detail.MONEY_ONLY;
    }

    /** Whether the stream has an end, so that only the profiles at its horizon are wanted. */
    public boolean bounded() {
        return horizon != Long.MAX_VALUE;
    }

    /**
     * Whether a watermark is the last one of a stream that was to have no end. It fires all timers
     * that are left, which have nothing to do with what has happened: they are not acted on, lest a
     * job that is drained removes all of its customers.
     */
    public boolean isBeyondTheEnd(long watermark) {
        return !bounded() && watermark == Long.MAX_VALUE;
    }

    /** The shop's days. */
    public ShopCalendar calendar() {
        return new ShopCalendar(zone);
    }

    private static void require(String key, long value, long least, long most, String unit) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s: %d, expected %d to %d %s".formatted(key, value, least, most, unit));
        }
    }
}
