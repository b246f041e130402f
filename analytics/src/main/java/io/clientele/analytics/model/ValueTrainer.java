package io.clientele.analytics.model;

import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.value.Discounting;
import io.clientele.analytics.value.FitQuality;
import io.clientele.analytics.value.PurchaseFamily;
import io.clientele.analytics.value.PurchaseFit;
import io.clientele.analytics.value.PurchaseHistory;
import io.clientele.analytics.value.PurchaseSample;
import io.clientele.analytics.value.SpendFit;
import io.clientele.analytics.value.SpendSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Fits the value models to a panel. */
final class ValueTrainer {

    /** With fewer repeat customers the four parameters mean nothing. */
    private static final int FEWEST_REPEAT_CUSTOMERS = 30;

    private final ModelSettings.Value settings;

    ValueTrainer(ModelSettings.Value settings) {
        this.settings = settings;
    }

    /** Whether the models are to be fitted at the end of a day. */
    boolean isDue(Optional<ValueModels> models, long day) {
        return models.map(known -> day - known.fittedTo() >= settings.refitDays()).orElse(true);
    }

    /**
     * Fits, from where the last fit ended. A fit that does not end at a maximum changes nothing but
     * what is said of it.
     *
     * @return the models; those there were if there are too few customers
     */
    Optional<ValueModels> fit(Collection<Standing> panel, long day, Optional<ValueModels> known) {
        List<Lifetime> customers = new ArrayList<>();
        for (Standing standing : panel) {
            if (standing.lifetime().hasOrdered()) {
                customers.add(standing.lifetime());
            }
        }
        PurchaseSample purchases = purchases(customers, day);
        SpendSample spend = spend(customers);
        if (purchases.repeatCustomers() < FEWEST_REPEAT_CUSTOMERS
                || spend.customers() < FEWEST_REPEAT_CUSTOMERS) {
            return known;
        }
        PurchaseFit purchaseFit =
                PurchaseFit.of(
                        purchases, family(), known.map(models -> models.purchases().model()));
        SpendFit spendFit = SpendFit.of(spend, known.map(models -> models.spend().model()));
        ValueModels models =
                new ValueModels(
                        known.map(ValueModels::version).orElse(0L) + 1,
                        day,
                        known.map(before -> better(before.purchases(), purchaseFit))
                                .orElse(purchaseFit),
                        known.map(before -> better(before.spend(), spendFit)).orElse(spendFit),
                        new Discounting(settings.horizonDays(), settings.yearlyDiscount()),
                        Double.POSITIVE_INFINITY);
        return Optional.of(models.withVipBound(vipBound(models, customers, day)));
    }

    private PurchaseFamily family() {
        return switch (settings.family()) {
            case BG_NBD -> PurchaseFamily.BG_NBD;
            case MBG_NBD -> PurchaseFamily.MBG_NBD;
        };
    }

    private static PurchaseFit better(PurchaseFit before, PurchaseFit now) {
        return now.quality().converged()
                ? now
                : new PurchaseFit(before.model(), failed(before.quality(), now.quality()));
    }

    private static SpendFit better(SpendFit before, SpendFit now) {
        return now.quality().converged()
                ? now
                : new SpendFit(before.model(), failed(before.quality(), now.quality()));
    }

    private static FitQuality failed(FitQuality before, FitQuality now) {
        return new FitQuality(
                before.logLikelihood(), before.customers(), now.steps(), false, before.atEdge());
    }

    /** Equal histories are counted together, which makes the fit quicker and no less exact. */
    private static PurchaseSample purchases(List<Lifetime> customers, long day) {
        List<Lifetime> sorted = new ArrayList<>(customers);
        sorted.sort(
                Comparator.comparingLong(Lifetime::repeatDays)
                        .thenComparingLong(Lifetime::daysToLastOrder)
                        .thenComparingLong(Lifetime::firstOrderDay));
        PurchaseSample sample = new PurchaseSample();
        int from = 0;
        for (int next = 1; next <= sorted.size(); next++) {
            if (next == sorted.size() || !sameHistory(sorted.get(from), sorted.get(next))) {
                sample.add(PurchaseHistory.of(sorted.get(from), day), next - from);
                from = next;
            }
        }
        return sample;
    }

    private static boolean sameHistory(Lifetime one, Lifetime other) {
        return one.repeatDays() == other.repeatDays()
                && one.firstOrderDay() == other.firstOrderDay()
                && one.lastOrderDay() == other.lastOrderDay();
    }

    private static SpendSample spend(List<Lifetime> customers) {
        List<Lifetime> repeat = new ArrayList<>();
        for (Lifetime customer : customers) {
            if (customer.repeatDays() > 0 && customer.meanRepeatDay() > 0) {
                repeat.add(customer);
            }
        }
        repeat.sort(
                Comparator.comparingLong(Lifetime::repeatDays)
                        .thenComparingDouble(Lifetime::meanRepeatDay));
        SpendSample sample = new SpendSample();
        for (Lifetime customer : repeat) {
            sample.add(customer.repeatDays(), customer.repeatDays() * customer.meanRepeatDay(), 1);
        }
        return sample;
    }

    /**
     * The value that the wanted share of customers exceeds. Values are computed from the highest
     * upper bound down, until no other can be among the highest.
     */
    private double vipBound(ValueModels models, List<Lifetime> customers, long day) {
        int vips = (int) Math.floor(settings.vipShare() * customers.size());
        double[] most = new double[customers.size()];
        Integer[] order = new Integer[customers.size()];
        for (int i = 0; i < most.length; i++) {
            most[i] = models.mostLifetimeValue(customers.get(i), day);
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> -most[i]));
        PriorityQueue<Double> highest = new PriorityQueue<>();
        for (int next : order) {
            if (highest.size() > vips && most[next] <= highest.element()) {
                break;
            }
            highest.add(models.lifetimeValue(customers.get(next), day));
            if (highest.size() > vips + 1) {
                highest.remove();
            }
        }
        return highest.element();
    }
}
