package io.clientele.analytics.model;

import io.clientele.analytics.cluster.ClusterFeatures;
import io.clientele.analytics.cluster.ClusterSettings;
import io.clientele.analytics.cluster.ClusterTrainer;
import io.clientele.analytics.ledger.Standing;
import java.util.Map;
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
    private final ValueTrainer value;

    /**
     * Goes on from a state.
     *
     * @param state is changed as training goes on
     */
    public ModelTrainer(ModelSettings settings, TrainingState state) {
        this.settings = settings;
        this.state = state;
        this.value = new ValueTrainer(settings.value());
    }

    /**
     * Takes in where a customer stands from a day on.
     *
     * @param standing empty if the customer was removed
     */
    public void change(String customerId, long day, Optional<Standing> standing) {
        state.panel.change(customerId, day, standing);
    }

    /**
     * Ends a day, and trains what is due.
     *
     * @param last whether no day follows, so that everything is due
     * @return the models as they are now; nothing if there are none yet
     */
    public Optional<Models> endDay(long day, boolean last) {
        state.panel.endDay(day, settings.panel());
        if (last || value.isDue(state.value, day)) {
            state.value = value.fit(state.panel.standings(), day, state.value);
        }
        trainClusters(day);
        Models models = new Models(day, state.value, state.clusters);
        return models.isEmpty() ? Optional.empty() : Optional.of(models);
    }

    private void trainClusters(long day) {
        ClusterTrainer trainer =
                state.clusterTrainer.orElseGet(() -> new ClusterTrainer(clusterSettings()));
        state.clusterTrainer = Optional.of(trainer);
        trainer.endDay(day, ClusterRows.of(trainer.settings().features(), members(), day))
                .ifPresent(next -> state.clusters = Optional.of(next));
    }

    private Map<String, Standing> members() {
        return state.panel.members();
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

    /** What there is to keep. */
    public TrainingState state() {
        return state;
    }

    /** The earliest day that has changes and has not ended; only if there is one. */
    public long firstOpenDay() {
        return state.panel.firstOpenDay();
    }

    /** Whether nobody is left to learn from. */
    public boolean isEmpty() {
        return state.panel.isEmpty();
    }
}
