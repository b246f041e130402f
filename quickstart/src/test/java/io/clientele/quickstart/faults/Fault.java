package io.clientele.quickstart.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What goes wrong in a run. */
enum Fault {
    /** A task of the main job throws at a record. */
    TASK_FAILS,
    /** A task of the main job throws when it hears of a checkpoint, while others commit. */
    TASK_FAILS_AS_A_CHECKPOINT_COMPLETES,
    /** A task of the main job cannot write its part of a checkpoint. */
    CHECKPOINT_IS_DECLINED,
    /** One of the task managers stops; another one starts. */
    TASK_MANAGER_STOPS,
    /** The broker stops and comes back a while later, with the same log. */
    BROKER_STOPS,
    /** The store does not even listen for a while. */
    STORE_IS_AWAY,
    /** The store answers 429 some times. */
    STORE_IS_OVERLOADED,
    /** The store answers 500 some times; it may have stored the points all the same. */
    STORE_FAILS,
    /** The store answers 400: once to a whole batch, and to a point that is bad for good. */
    STORE_REFUSES;

    /**
     * A fault at its moment.
     *
     * @param at after how many records have been sent
     */
    record Moment(Fault fault, int at) {

        @Override
        public String toString() {
            return fault + " at record " + at;
        }
    }

    /**
     * Ten faults at random, each kind at least once, over the first nine tenths of the records.
     *
     * @param records how many will be sent
     */
    static List<Moment> ten(long seed, int records) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>(List.of(values()));
        faults.add(TASK_MANAGER_STOPS);
        Collections.shuffle(faults, random);
        List<Moment> moments = new ArrayList<>();
        int span = records * 9 / 10 / faults.size();
        for (int i = 0; i < faults.size(); i++) {
            // At least a fifth of a span lies between two of them.
            moments.add(
                    new Moment(faults.get(i), i * span + span / 5 + random.nextInt(span * 4 / 5)));
        }
        return moments;
    }
}
