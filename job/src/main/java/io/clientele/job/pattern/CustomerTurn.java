package io.clientele.job.pattern;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.event.CommerceEvent;
import io.clientele.job.rfm.ProfileNews.DayEnded;
import io.clientele.rules.engine.RuleMatch;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.RuleInput;
import io.clientele.rules.language.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What becomes of one customer, event after event.
 *
 * @param id the customer's
 * @param customer what is kept of the customer; changed
 * @param rules those in force
 * @param profiles how figures are taken from profiles
 * @param history what orders are compared with
 * @param alerts is told of each match of a live rule
 * @param tallies is told what rules have done
 */
record CustomerTurn(
        String id,
        CustomerPatterns customer,
        RulesInForce rules,
        ProfileReading profiles,
        OwnHistory history,
        Consumer<Alert> alerts,
        Consumer<RuleTally> tallies) {

    /** Shows what has come to the rules; whether that changed anything that is kept. */
    boolean show(QueuedSignal signal) {
        return signal.event()
                .map(this::happened)
                .orElseGet(() -> ended(signal.dayEnd().orElseThrow()));
    }

    /** Lets time pass; whether that changed anything that is kept. */
    boolean pass(long until) {
        while (customer.runs.nextDeadline().orElse(Long.MAX_VALUE) <= until) {
            long deadline = customer.runs.nextDeadline().getAsLong();
            tell(
                    deadline,
                    rules.engine().onTime(deadline, customer.figures.view(id), customer.runs));
        }
        boolean rang = customer.alarm <= until;
        if (rang) {
            customer.alarm = Long.MAX_VALUE;
        }
        boolean changed = customer.runs.takeChanged();
        return changed || rang;
    }

    private boolean happened(CommerceEvent event) {
        if (rules.rules().concerns(event.type().eventName())) {
            on(ShopEvents.of(event, history, customer.figures));
        }
        boolean changed = customer.figures.enter(event);
        return customer.runs.takeChanged() || changed;
    }

    /** Moves and changes of scores are shown with the profile as it was before. */
    private boolean ended(DayEnded day) {
        CustomerFigures before = customer.figures;
        CustomerFigures after = profiles.read(day.profile(), rules.kept());
        for (RuleEvent change : changes(day, before, after)) {
            on(change);
        }
        customer.figures = after;
        boolean changed = customer.runs.takeChanged();
        return changed || !after.values().equals(before.values());
    }

    private List<RuleEvent> changes(DayEnded day, CustomerFigures before, CustomerFigures after) {
        long time = day.profile().asOf();
        String at = Instant.ofEpochMilli(time).toString();
        List<RuleEvent> changes = new ArrayList<>();
        if (rules.kept().moves() && day.movedFrom().isPresent()) {
            changes.add(
                    RuleEvent.segmentMove(
                            day.movedFrom().get().name(),
                            day.profile().group().orElseThrow().name(),
                            time,
                            "rfm.group " + at));
        }
        for (String score : rules.kept().scores()) {
            Optional<Double> old = before.number(score);
            Optional<Double> now = after.number(score);
            if (old.isPresent() && now.isPresent() && !old.equals(now)) {
                changes.add(
                        RuleEvent.scoreChange(score, old.get(), now.get(), time, score + " " + at));
            }
        }
        return changes;
    }

    private void on(RuleEvent event) {
        tell(
                event.time(),
                rules.engine().on(new RuleInput(event, customer.figures.view(id)), customer.runs));
    }

    private void tell(long time, List<RuleMatch> matches) {
        for (RuleMatch match : matches) {
            if (match.mode() == Mode.LIVE) {
                alerts.accept(RuleAlerts.of(match));
            }
        }
        rules.engine()
                .done()
                .forEach(
                        (name, told) ->
                                tallies.accept(
                                        RuleTally.of(
                                                time,
                                                rules.rules().rules().get(name).rule(),
                                                told)));
    }
}
