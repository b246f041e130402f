package io.clientele.analytics.backtest;

import io.clientele.analytics.evaluate.Errors;
import io.clientele.analytics.evaluate.Ranks;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.model.ValueModels;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.value.PurchaseHistory;
import io.clientele.analytics.value.PurchaseModel;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the value models expected of the days after a cut, against what came.
 *
 * <p>The naive forecasts: every customer goes on at the own rate since the first purchase (of
 * repeat purchases; of spend, with the first purchase or, as the repeat rate, without it); every
 * customer goes on at the one rate of all; nobody buys again.
 */
public final class ValueBacktest {

    private final Cut cut;
    private final ValueModels value;
    private final int days;

    private ValueBacktest(Cut cut, ValueModels value, int days) {
        this.cut = cut;
        this.value = value;
        this.days = days;
    }

    /**
     * The figures over some days after the cut.
     *
     * @param days 1 to the days that are known
     */
    public static Section of(Cut cut, int days) {
        String name = "value_" + days;
        String title = "Value over %d days (%.4g weeks)".formatted(days, days / 7.0);
        if (cut.models().value().isEmpty()) {
            return Section.without(name, title, "no value model had been fitted");
        }
        List<Figure> figures = new ValueBacktest(cut, cut.models().value().get(), days).figures();
        return new Section(name, title, figures, List.of());
    }

    private List<Figure> figures() {
        double[] came = cut.purchaseDays(days);
        double[] purchases = forecasts(this::expectedPurchases);
        double[] ownRate = forecasts(this::ownRate);
        double[] oneRate = constant(rateOfAll(life -> life.repeatDays()) * days);
        double[] spent = cut.spend(days);
        double[] spend = forecasts(this::expectedSpend);
        double[] ownSpend = forecasts(this::ownSpend);
        double[] repeatSpend = forecasts(this::repeatSpend);
        double[] oneSpend = constant(rateOfAll(life -> life.gross()) * days);
        double[] nothing = constant(0);
        return List.of(
                Figure.count("repeat_purchases", "repeat purchases expected", sum(purchases))
                        .beside("happened", sum(came))
                        .beside("own_rate", sum(ownRate))
                        .beside("one_rate", sum(oneRate)),
                Figure.number("purchases_mae", "  MAE a customer", mae(purchases, came))
                        .beside("own_rate", mae(ownRate, came))
                        .beside("one_rate", mae(oneRate, came))
                        .beside("nothing", mae(nothing, came)),
                Figure.number("purchases_rmse", "  RMSE a customer", rmse(purchases, came))
                        .beside("own_rate", rmse(ownRate, came))
                        .beside("one_rate", rmse(oneRate, came))
                        .beside("nothing", rmse(nothing, came)),
                Figure.number("purchases_spearman", "  Spearman", Ranks.spearman(purchases, came))
                        .beside("own_rate", Ranks.spearman(ownRate, came))
                        .beside("recency", Ranks.spearman(negative(cut.recencies()), came))
                        .beside("orders_so_far", Ranks.spearman(forecasts(this::orders), came)),
                Figure.amount("spend", "spend expected", sum(spend))
                        .beside("happened", sum(spent))
                        .beside("own_rate", sum(ownSpend))
                        .beside("own_repeat_rate", sum(repeatSpend))
                        .beside("one_rate", sum(oneSpend)),
                Figure.amount("spend_mae", "  MAE a customer", mae(spend, spent))
                        .beside("own_rate", mae(ownSpend, spent))
                        .beside("own_repeat_rate", mae(repeatSpend, spent))
                        .beside("one_rate", mae(oneSpend, spent))
                        .beside("nothing", mae(nothing, spent)),
                Figure.amount("spend_rmse", "  RMSE a customer", rmse(spend, spent))
                        .beside("own_rate", rmse(ownSpend, spent))
                        .beside("own_repeat_rate", rmse(repeatSpend, spent))
                        .beside("one_rate", rmse(oneSpend, spent))
                        .beside("nothing", rmse(nothing, spent)),
                besideNaiveRanks("spend_spearman", "  Spearman", spend, spent),
                besideNaiveRanks(
                        "clv_spearman",
                        "  Spearman of the profiles' CLV",
                        forecasts(this::lifetimeValue),
                        spent));
    }

    private Figure besideNaiveRanks(String name, String label, double[] forecast, double[] spent) {
        return Figure.number(name, label, Ranks.spearman(forecast, spent))
                .beside("own_rate", Ranks.spearman(forecasts(this::ownSpend), spent))
                .beside("own_repeat_rate", Ranks.spearman(forecasts(this::repeatSpend), spent))
                .beside("recency", Ranks.spearman(negative(cut.recencies()), spent))
                .beside("spend_so_far", Ranks.spearman(forecasts(this::spendSoFar), spent));
    }

    private double expectedPurchases(Profile buyer) {
        PurchaseModel model = value.model().purchases().model();
        return model.expectedPurchases(
                PurchaseHistory.of(buyer.standing().lifetime(), cut.day()),
                days / PurchaseHistory.WEEK);
    }

    private double expectedSpend(Profile buyer) {
        Lifetime life = buyer.standing().lifetime();
        return expectedPurchases(buyer)
                * value.model()
                        .spend()
                        .model()
                        .expectedOrder(life.repeatDays(), Math.max(0, life.meanRepeatDay()));
    }

    private double ownRate(Profile buyer) {
        Lifetime life = buyer.standing().lifetime();
        return life.repeatDays() * days / (double) Math.max(1, life.daysObserved(cut.day()));
    }

    private double ownSpend(Profile buyer) {
        Lifetime life = buyer.standing().lifetime();
        return (double) life.gross() * days / Math.max(1, life.daysObserved(cut.day()));
    }

    private double repeatSpend(Profile buyer) {
        Lifetime life = buyer.standing().lifetime();
        long repeated = life.gross() - life.firstDayGross();
        return (double) repeated * days / Math.max(1, life.daysObserved(cut.day()));
    }

    private double orders(Profile buyer) {
        return buyer.standing().lifetime().orders();
    }

    private double spendSoFar(Profile buyer) {
        return buyer.standing().lifetime().gross();
    }

    private double lifetimeValue(Profile buyer) {
        return buyer.insight().value().orElseThrow().estimate().lifetimeValue();
    }

    /** By the day, over all customers. */
    private double rateOfAll(ToDoubleFunction<Lifetime> what) {
        double sum = 0;
        double observed = 0;
        for (Profile buyer : cut.buyers()) {
            Lifetime life = buyer.standing().lifetime();
            sum += what.applyAsDouble(life);
            observed += life.daysObserved(cut.day());
        }
        return observed == 0 ? 0 : sum / observed;
    }

    private double[] forecasts(ToDoubleFunction<Profile> forecast) {
        return cut.buyers().stream().mapToDouble(forecast).toArray();
    }

    private double[] constant(double value) {
        double[] same = new double[cut.buyers().size()];
        Arrays.fill(same, value);
        return same;
    }

    private static double[] negative(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static double mae(double[] forecasts, double[] outcomes) {
        return Errors.meanAbsolute(forecasts, outcomes);
    }

    private static double rmse(double[] forecasts, double[] outcomes) {
        return Errors.rootMeanSquare(forecasts, outcomes);
    }
}
