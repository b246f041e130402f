package io.clientele.rules.engine;

import io.clientele.rules.engine.Automaton.Action;
import io.clientele.rules.engine.Automaton.Edge;
import io.clientele.rules.engine.Automaton.Role;
import io.clientele.rules.language.MatchSelection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * One customer's partial matches of one rule.
 *
 * <p>The algorithm is that of Flink CEP's NFA with the strategy of skipping past the last event
 * (after Agrawal, Diao, Gyllstrom and Immerman 2008, Efficient pattern matching over event
 * streams), with its order of equals: what completes waits for partial matches that began earlier,
 * and once a match is told, all that began before its last event is given up.
 */
final class SequenceRuns {

    /** As a binary heap by the first event. The one at the start is among them. */
    private Run[] partial;

    /** Complete, waiting for partial matches that began earlier; as a heap, too. */
    private Run[] completed;

    /** Found out when it is first asked for; the automaton is not known when state is read. */
    private OptionalLong deadline;

    private SequenceRuns(Run[] partial, Run[] completed, OptionalLong deadline) {
        this.partial = partial;
        this.completed = completed;
        this.deadline = deadline;
    }

    static SequenceRuns fresh(Automaton automaton) {
        return new SequenceRuns(
                new Run[] {Run.atStart(automaton.start())},
                new Run[0],
                OptionalLong.of(Long.MAX_VALUE));
    }

    static SequenceRuns restored(Run[] partial, Run[] completed) {
        return new SequenceRuns(partial, completed, OptionalLong.empty());
    }

    /** What came of an event or of time: the paths of matches, and what was given up. */
    record Progress(List<PathNode> matches, int timedOut, int capped, int begun, boolean changed) {
        static final Progress NONE = new Progress(List.of(), 0, 0, 0, false);
    }

    /** How an event fits the steps of a rule, for a partial match that may be the start. */
    interface Fitting {
        boolean fits(int step, Run run);
    }

    boolean isEmpty() {
        return partial.length == 1 && completed.length == 0;
    }

    /** How many partial matches there are. */
    int size() {
        return partial.length - 1 + completed.length;
    }

    List<Run> partial() {
        return Collections.unmodifiableList(Arrays.asList(partial));
    }

    List<Run> completed() {
        return Collections.unmodifiableList(Arrays.asList(completed));
    }

    /** When the first of them runs out of time; {@link Long#MAX_VALUE} for never. */
    long deadline(Automaton automaton) {
        if (deadline.isEmpty()) {
            deadline = OptionalLong.of(earliest(automaton));
        }
        return deadline.getAsLong();
    }

    /** Whether an event of that name can change anything. */
    boolean reactsTo(boolean[] reactions) {
        for (Run run : partial) {
            if (reactions[run.state()]) {
                return true;
            }
        }
        return false;
    }

    /** Ends what has no time left at an instant. */
    Progress advance(Automaton automaton, long now) {
        if (deadline(automaton) > now) {
            return Progress.NONE;
        }
        PriorityQueue<Run> kept = queue(partial.length);
        PriorityQueue<Run> complete = queue(partial.length);
        int timedOut = 0;
        for (Run run : partial) {
            if (automaton.deadline(run) > now) {
                kept.add(run);
            } else if (automaton.node(run.state()).role() == Role.PENDING) {
                complete.add(run);
            } else {
                timedOut++;
            }
        }
        return settled(automaton, kept, complete, timedOut, 0, 0);
    }

    /**
     * Shows an event to the partial matches.
     *
     * @param reactions which states the event can change anything for
     * @param room how many more partial matches there may be
     */
    Progress on(
            Automaton automaton,
            boolean[] reactions,
            StoredEvents.Current event,
            Fitting fitting,
            int room) {
        boolean changed = false;
        List<List<Run>> outcomes = new ArrayList<>(partial.length);
        for (Run run : partial) {
            List<Run> next =
                    reactions[run.state()] ? next(automaton, run, event, fitting) : List.of(run);
            changed |= next.size() != 1 || !next.get(0).equals(run);
            outcomes.add(next);
        }
        if (!changed) {
            return Progress.NONE;
        }
        PriorityQueue<Run> kept = queue(partial.length + 1);
        PriorityQueue<Run> complete = queue(partial.length);
        int free = room;
        int capped = 0;
        int begun = 0;
        for (int i = 0; i < partial.length; i++) {
            List<Run> retained = retained(automaton, outcomes.get(i), complete);
            boolean inPlace = !partial[i].isAtStart();
            for (Run run : retained) {
                if (run.isAtStart()) {
                    kept.add(run);
                } else if (run.taken().length() > EngineLimits.MOST_EVENTS_OF_A_MATCH) {
                    capped++;
                } else if (inPlace) {
                    kept.add(run);
                    inPlace = false;
                } else if (free > 0) {
                    kept.add(run);
                    free--;
                    begun += partial[i].isAtStart() ? 1 : 0;
                } else {
                    capped++;
                }
            }
        }
        return settled(automaton, kept, complete, 0, capped, begun);
    }

    /** What goes on of a partial match; nothing if one of its ways has met what must not come. */
    private static List<Run> retained(
            Automaton automaton, List<Run> next, PriorityQueue<Run> complete) {
        boolean stopped = false;
        List<Run> retained = new ArrayList<>(next.size());
        for (Run run : next) {
            Role role = automaton.node(run.state()).role();
            if (role == Role.FINAL) {
                complete.add(run);
            } else if (role == Role.STOP) {
                stopped = true;
            } else {
                retained.add(run);
            }
        }
        return stopped ? List.of() : retained;
    }

    private Progress settled(
            Automaton automaton,
            PriorityQueue<Run> kept,
            PriorityQueue<Run> complete,
            int timedOut,
            int capped,
            int begun) {
        List<PathNode> matches = List.of();
        PriorityQueue<Run> waiting = queue(completed.length + complete.size());
        waiting.addAll(Arrays.asList(completed));
        waiting.addAll(complete);
        if (!waiting.isEmpty()) {
            boolean all = automaton.selection() == MatchSelection.ALL;
            matches = new ArrayList<>();
            Run first = waiting.peek();
            while (first != null
                    && (all || kept.isEmpty() || Run.BY_START.compare(first, kept.peek()) <= 0)) {
                waiting.poll();
                PathNode path = first.taken();
                long last = path.event().sequence();
                if (!all) {
                    kept.removeIf(run -> !run.isAtStart() && run.startSequence() <= last);
                    waiting.removeIf(run -> run.startSequence() <= last);
                }
                matches.add(path);
                first = waiting.peek();
            }
        }
        partial = kept.toArray(new Run[0]);
        completed = waiting.toArray(new Run[0]);
        deadline = OptionalLong.of(earliest(automaton));
        return new Progress(matches, timedOut, capped, begun, true);
    }

    private long earliest(Automaton automaton) {
        long earliest = Long.MAX_VALUE;
        for (Run run : partial) {
            earliest = Math.min(earliest, automaton.deadline(run));
        }
        return earliest;
    }

    /** What becomes of a partial match by an event. */
    private static List<Run> next(
            Automaton automaton, Run run, StoredEvents.Current event, Fitting fitting) {
        List<Run> next = new ArrayList<>(2);
        Deque<Integer> states = new ArrayDeque<>();
        states.push(run.state());
        while (!states.isEmpty()) {
            for (Edge edge : automaton.node(states.pop()).edges()) {
                if (!holds(edge.condition(), run, fitting)) {
                    continue;
                }
                switch (edge.action()) {
                    case PROCEED -> states.push(edge.target());
                    case IGNORE -> {
                        if (!run.isAtStart()) {
                            next.add(edge.target() == run.state() ? run : at(edge.target(), run));
                        }
                    }
                    case TAKE -> take(automaton, run, edge, event, fitting, next);
                }
            }
        }
        if (run.isAtStart()) {
            next.add(run);
        }
        return next;
    }

    private static Run at(int state, Run run) {
        return new Run(state, run.startTime(), run.startSequence(), run.previousTime(), run.path());
    }

    private static void take(
            Automaton automaton,
            Run run,
            Edge edge,
            StoredEvents.Current event,
            Fitting fitting,
            List<Run> next) {
        StoredEvent stored = event.stored();
        Run taken =
                new Run(
                        edge.target(),
                        run.isAtStart() ? event.time() : run.startTime(),
                        run.isAtStart() ? stored.sequence() : run.startSequence(),
                        event.time(),
                        Optional.of(PathNode.of(edge.step(), stored, run.path())));
        next.add(taken);
        // Conditions beyond are asked with what was taken before this event.
        OptionalInt end = finalAfter(automaton, edge.target(), run, fitting);
        if (end.isPresent()) {
            next.add(at(end.getAsInt(), taken));
        }
    }

    private static OptionalInt finalAfter(
            Automaton automaton, int state, Run run, Fitting fitting) {
        Deque<Integer> states = new ArrayDeque<>();
        states.push(state);
        while (!states.isEmpty()) {
            for (Edge edge : automaton.node(states.pop()).edges()) {
                if (edge.action() == Action.PROCEED && holds(edge.condition(), run, fitting)) {
                    if (automaton.node(edge.target()).role() == Role.FINAL) {
                        return OptionalInt.of(edge.target());
                    }
                    states.push(edge.target());
                }
            }
        }
        return OptionalInt.empty();
    }

    private static boolean holds(Automaton.Condition condition, Run run, Fitting fitting) {
        if (condition instanceof Automaton.Fits fits) {
            return fitting.fits(fits.step(), run);
        }
        if (condition instanceof Automaton.Not not) {
            return !holds(not.of(), run, fitting);
        }
        if (condition instanceof Automaton.And and) {
            for (Automaton.Condition part : and.of()) {
                if (!holds(part, run, fitting)) {
                    return false;
                }
            }
            return true;
        }
        if (condition instanceof Automaton.Or or) {
            for (Automaton.Condition part : or.of()) {
                if (holds(part, run, fitting)) {
                    return true;
                }
            }
            return false;
        }
        return ((Automaton.Always) condition).truth();
    }

    private static PriorityQueue<Run> queue(int capacity) {
        return new PriorityQueue<>(Math.max(1, capacity), Run.BY_START);
    }
}
