package io.clientele.analytics.artefact;

import io.clientele.analytics.cluster.ClusterFeatures;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.analytics.model.ModelTrainer;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.TrainingState;
import io.clientele.analytics.value.FamilyChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Models of a small shop, trained for some weeks: churn has learnt, and value has been refitted.
 */
public final class TrainedModels {

    private static final int CUSTOMERS = 150;
    private static final int DAYS = 50;
    private static final long DAY = 86_400_000;

    /** The day that the shop opened on, days since 1970. */
    public static final long FIRST_DAY = 15_000;

    private static final ModelSettings SETTINGS =
            new ModelSettings(
                    true,
                    1_000,
                    new ModelSettings.Value(FamilyChoice.AUTOMATIC, 7, 365, 0.1, 0.05),
                    new ModelSettings.Clusters(3, 3, ClusterFeatures.LOG_RFM.names(), 0.5),
                    new ModelSettings.Churn(14, 5));

    private TrainedModels() {}

    /** The models at the end of each day, as far as there are any. */
    public static List<Models> ofEachDay() {
        ModelTrainer trainer = new ModelTrainer(SETTINGS, new TrainingState());
        Lifetime[] lifetimes = new Lifetime[CUSTOMERS];
        List<Models> models = new ArrayList<>();
        Random random = new Random(11);
        for (long day = FIRST_DAY; day < FIRST_DAY + DAYS; day++) {
            for (int c = 0; c < CUSTOMERS; c++) {
                if (random.nextInt(2 + c / 3) == 0) {
                    lifetimes[c] = ordered(lifetimes[c], day, 500 + random.nextInt(9_000));
                    trainer.change("c" + c, day, Optional.of(standing(lifetimes[c], day)));
                }
            }
            trainer.endDay(day, false).ifPresent(models::add);
        }
        return models;
    }

    /** Those of the last day. */
    public static Models newest() {
        List<Models> models = ofEachDay();
        return models.get(models.size() - 1);
    }

    /** Somebody to score, who ordered some times some days before the last. */
    public static Standing customer(int orders, int silentDays) {
        Lifetime lifetime = null;
        long last = FIRST_DAY + DAYS - 1 - silentDays;
        for (int order = orders - 1; order >= 0; order--) {
            lifetime = ordered(lifetime, last - 2L * order, 1_000 + 700L * order);
        }
        return standing(lifetime, last);
    }

    private static Lifetime ordered(Lifetime known, long day, long amount) {
        if (known == null) {
            return new Lifetime(1, amount, 0, day * DAY, day * DAY, day, day, 1, amount, 0);
        }
        long gap = day - known.lastOrderDay();
        return new Lifetime(
                known.orders() + 1,
                known.gross() + amount,
                0,
                known.firstOrderAt(),
                day * DAY,
                known.firstOrderDay(),
                day,
                known.orderDays() + 1,
                known.firstDayGross(),
                known.gapSquares() + gap * gap);
    }

    private static Standing standing(Lifetime lifetime, long day) {
        return new Standing(
                day, lifetime, List.of(new WindowTotals(lifetime.orders(), lifetime.gross())));
    }
}
