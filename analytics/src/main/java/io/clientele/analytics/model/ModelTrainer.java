package io.clientele.analytics.model;

import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.churn.ChurnRow;
import io.clientele.analytics.churn.ChurnSettings;
import io.clientele.analytics.churn.ChurnTrainer;
import io.clientele.analytics.cluster.ClusterFeatures;
import io.clientele.analytics.cluster.ClusterSettings;
import io.clientele.analytics.cluster.ClusterTrainer;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.value.Discounting;
import io.clientele.analytics.value.PurchaseStatistics;
import io.clientele.analytics.value.ValueModel;
import io.clientele.analytics.value.ValueSettings;
import io.clientele.analytics.value.ValueTraining;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains the models of one shop, day by day, on a panel of its customers.
 *
 * <p>What it says at the end of a day depends on where the panel's customers stand on the days up
 * to then, and on nothing else: neither on the order of the changes within a day nor on when they
 * came.
 *
 * <p>Not thread-safe.
 */
public final class ModelTrainer {

    private final ModelSettings settings;
    private final TrainingState state;

    /**
     * Goes on from a state.
     *
     * @param state is changed as training goes on
     */
    public ModelTrainer(ModelSettings settings, TrainingState state) {
        this.settings = settings;
        this.state = state;
    }

    /**
     * Takes in where a customer stands from a day on.
     *
     * @param standing empty if the customer was removed
     */
    public void change(String customerId, long day, Optional<Standing> standing) {
        state.panel.change(customerId, day, standing);
    }

    /** Hands over what is known of days that have not ended: what {@link #change} took in. */
    public void openChanges(Changes to) {
        state.panel.open.forEach(
                (day, changes) ->
                        changes.forEach((customer, now) -> to.change(customer, day, now)));
    }

    /** Takes changes of where customers stand. */
    public interface Changes {
        /** Takes one, as {@link ModelTrainer#change} does. */
        void change(String customerId, long day, Optional<Standing> standing);
    }

    /**
     * Ends a day, and trains what is due.
     *
     * @param last whether no day follows, so that everything is due
     * @return the models as they are now; nothing if there are none yet
     */
    public Optional<Models> endDay(long day, boolean last) {
        state.panel.endDay(day, settings.panel());
        if (!state.panel.members().isEmpty()) {
            state.since = Math.min(state.since, day);
        }
        if (last || isFitDue(day)) {
            fitValue(day);
        }
        trainClusters(day);
        Optional<ChurnModel> churn = trainChurn(day);
        Models models = new Models(day, state.since, state.value, state.clusters, churn);
        return models.isEmpty() ? Optional.empty() : Optional.of(models);
    }

    /** What models that a day ended with expect of the panel, before the next day ends. */
    public Outlook outlook(Models models) {
        return Outlook.of(models, state.panel);
    }

    private boolean isFitDue(long day) {
        return state.value
                .map(known -> day - known.model().trainedTo() >= settings.value().refitDays())
                .orElse(true);
    }

    private void fitValue(long day) {
        List<Lifetime> customers = new ArrayList<>();
        PurchaseStatistics statistics = new PurchaseStatistics();
        for (Standing standing : state.panel.standings()) {
            if (standing.lifetime().hasOrdered()) {
                customers.add(standing.lifetime());
                statistics.add(standing.lifetime());
            }
        }
        Optional<ValueModel> earlier = state.value.map(ValueModels::model);
        ValueTraining training = ValueTraining.of(statistics, day, valueSettings(), earlier);
        long version = state.value.map(ValueModels::version).orElse(0L);
        if (training instanceof ValueTraining.Trained trained) {
            ValueModels next = new ValueModels(version + 1, trained.model(), Optional.empty(), 0);
            double share = settings.value().vipShare();
            state.value =
                    Optional.of(
                            new ValueModels(
                                    next.version(),
                                    next.model(),
                                    next.kept(),
                                    VipBound.of(next, share, customers, day)));
        } else if (training instanceof ValueTraining.Kept kept) {
            state.value =
                    state.value.map(
                            known ->
                                    new ValueModels(
                                            version,
                                            known.model(),
                                            Optional.of(kept.reason()),
                                            known.vipBound()));
        }
    }

    private void trainClusters(long day) {
        ClusterTrainer trainer =
                state.clusterTrainer.orElseGet(() -> new ClusterTrainer(clusterSettings()));
        state.clusterTrainer = Optional.of(trainer);
        trainer.endDay(
                        day,
                        ClusterRows.of(trainer.settings().features(), state.panel.members(), day))
                .ifPresent(next -> state.clusters = Optional.of(next));
    }

    private Optional<ChurnModel> trainChurn(long day) {
        ChurnTrainer trainer =
                state.churnTrainer
                        .map(known -> known.learningBy(settings.churn().regression()))
                        .orElseGet(() -> new ChurnTrainer(churnSettings()));
        state.churnTrainer = Optional.of(trainer);
        int horizon = trainer.settings().horizonDays();
        ChurnModel model =
                trainer.endDay(day, ChurnRows.of(state.value, horizon, state.panel.members(), day));
        return model.version() == 0 ? Optional.empty() : Optional.of(model);
    }

    /**
     * What churn is predicted from, of every customer of the panel with an order, as of the last
     * day that has ended.
     */
    public List<ChurnRow> churnRows() {
        return ChurnRows.of(
                state.value,
                settings.churn().horizonDays(),
                state.panel.members(),
                state.panel.endedDay);
    }

    private ValueSettings valueSettings() {
        return new ValueSettings(
                settings.value().family(),
                new Discounting(settings.value().horizonDays(), settings.value().yearlyDiscount()),
                settings.churn().horizonDays());
    }

    private ClusterSettings clusterSettings() {
        ClusterSettings usual = ClusterSettings.DEFAULT;
        return new ClusterSettings(
                new ClusterFeatures(settings.clusters().features()),
                settings.clusters().fewest(),
                settings.clusters().most(),
                settings.clusters().decay(),
                usual.batch(),
                usual.restartDays(),
                usual.restartGain(),
                usual.smallestShare(),
                usual.sample(),
                usual.seed());
    }

    private ChurnSettings churnSettings() {
        ChurnSettings usual = ChurnSettings.DEFAULT;
        return new ChurnSettings(
                settings.churn().horizonDays(),
                settings.churn().intervalDays(),
                usual.windowDays(),
                settings.churn().regression(),
                usual.additionalFeatures(),
                usual.mediumFrom(),
                usual.highFrom(),
                usual.lead(),
                usual.fewestLabels(),
                usual.mostWaiting());
    }

    /** Whether a day has ended: it cannot end again. */
    public boolean hasEnded(long day) {
        return day <= state.panel.endedDay;
    }

    /** The first day that can end next: changes of earlier ones count at its end. */
    public long firstOpenDay(long changedDay) {
        return hasEnded(changedDay) ? state.panel.endedDay + 1 : changedDay;
    }

    /** What there is to keep. */
    public TrainingState state() {
        return state;
    }

    /** Whether nobody is left to learn from. */
    public boolean isEmpty() {
        return state.panel.isEmpty();
    }
}
