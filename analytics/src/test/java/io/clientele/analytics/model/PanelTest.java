package io.clientele.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.statistics.CustomerHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PanelTest {

    private record Change(String customer, long day, Optional<Standing> standing) {}

    private final Panel panel = new Panel();

    @Test
    void a_change_counts_from_the_end_of_its_day() {
        panel.change("ann", 1, Optional.of(standing(100)));
        panel.change("ann", 2, Optional.of(standing(200)));
        panel.endDay(0, 10);
        assertThat(panel.members()).isEmpty();
        panel.endDay(1, 10);
        assertThat(panel.members()).isEqualTo(Map.of("ann", standing(100)));
        panel.endDay(2, 10);
        assertThat(panel.members()).isEqualTo(Map.of("ann", standing(200)));
    }

    @Test
    void who_is_removed_and_comes_back_on_the_same_day_stays() {
        panel.change("ann", 1, Optional.of(standing(100)));
        panel.endDay(1, 10);
        panel.change("ann", 2, Optional.empty());
        panel.change("ann", 2, Optional.of(standing(300)));
        panel.endDay(2, 10);
        assertThat(panel.members()).isEqualTo(Map.of("ann", standing(300)));
        panel.change("ann", 3, Optional.empty());
        panel.endDay(3, 10);
        assertThat(panel.isEmpty()).isTrue();
    }

    /** Whatever comes in whatever order: the panel is everybody below the threshold. */
    @Property(tries = 200, seed = "31")
    void the_panel_is_everybody_below_its_threshold_whatever_the_order(@ForAll long seed) {
        Random random = new Random(seed);
        int most = 1 + random.nextInt(20);
        Panel one = new Panel();
        Panel other = new Panel();
        Map<String, Standing> all = new TreeMap<>();
        for (int next = 0; next < 8; next++) {
            long day = next;
            List<Change> changes = changes(random, day);
            changes.forEach(change -> one.change(change.customer(), day, change.standing()));
            Collections.shuffle(changes, random);
            changes.forEach(change -> other.change(change.customer(), day, change.standing()));
            changes.forEach(
                    change ->
                            change.standing()
                                    .ifPresentOrElse(
                                            standing -> all.put(change.customer(), standing),
                                            () -> all.remove(change.customer())));
            one.endDay(day, most);
            other.endDay(day, most);
            Map<String, Standing> below = new TreeMap<>(all);
            below.keySet().removeIf(id -> Long.compareUnsigned(CustomerHash.of(id), one.threshold) > 0);
            assertThat(one.members()).isEqualTo(below).hasSizeLessThanOrEqualTo(most);
            assertThat(other.members()).isEqualTo(one.members());
            assertThat(other.threshold).isEqualTo(one.threshold);
        }
    }

    /** One change a customer at the most. */
    private static List<Change> changes(Random random, long day) {
        Map<String, Change> changes = new TreeMap<>();
        for (int i = random.nextInt(15); i > 0; i--) {
            String customer = "customer " + random.nextInt(40);
            Optional<Standing> standing =
                    random.nextInt(4) == 0
                            ? Optional.empty()
                            : Optional.of(standing(random.nextInt(1_000)));
            changes.put(customer, new Change(customer, day, standing));
        }
        return new ArrayList<>(changes.values());
    }

    private static Standing standing(long amount) {
        return new Standing(
                0,
                new Lifetime(1, amount, 0, 0, 0, 0, 0, 1, amount, 0),
                List.of(new WindowTotals(1, amount)));
    }
}
