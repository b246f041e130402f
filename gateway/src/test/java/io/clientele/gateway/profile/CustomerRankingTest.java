package io.clientele.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.gateway.Settings;
import io.clientele.gateway.segment.CustomerGroup;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CustomerRankingTest {

    private static final int TRACKED = 30;

    private final CustomerRanking ranking =
            new CustomerRanking(Settings.of("gateway.tracked-customers", TRACKED));

    @Test
    void the_best_come_first_and_a_newer_standing_takes_the_place_of_the_older() {
        ranking.update(standing("a", 10));
        ranking.update(standing("b", 30));
        ranking.update(standing("c", 20));
        ranking.update(standing("b", 5));
        assertThat(ids()).containsExactly("c", "a", "b");
    }

    @Test
    void a_removed_customer_is_gone() {
        ranking.update(standing("a", 10));
        ranking.update(standing("b", 30));
        ranking.remove("b");
        ranking.remove("never seen");
        assertThat(ids()).containsExactly("a");
    }

    @Test
    void the_version_grows_only_when_the_best_change() {
        for (int i = 0; i < 20; i++) {
            ranking.update(standing("c" + i, 1_000 - i));
        }
        long version = ranking.version();
        ranking.update(standing("c19", 1));
        assertThat(ranking.version()).isEqualTo(version);
        ranking.update(standing("c19", 5_000));
        assertThat(ranking.version()).isGreaterThan(version);
    }

    @Test
    void whenever_it_says_that_it_is_exact_it_equals_a_full_sort() {
        Random random = new Random(11);
        Map<String, CustomerStanding> all = new HashMap<>();
        int exact = 0;
        int rebuilt = 0;
        for (int step = 0; step < 20_000; step++) {
            String id = "c" + random.nextInt(300);
            // Values drift downwards, which is hardest: whoever was turned away may now be better.
            if (random.nextInt(20) == 0) {
                all.remove(id);
                ranking.remove(id);
            } else {
                long net = random.nextInt(1_000_000) / (1 + step / 2_000);
                all.put(id, standing(id, net));
                ranking.update(standing(id, net));
            }
            if (ranking.isExact()) {
                exact++;
                assertThat(ranking.best().stream().map(CustomerStanding::net))
                        .as("step %d", step)
                        .containsExactlyElementsOf(
                                all.values().stream()
                                        .map(CustomerStanding::net)
                                        .sorted(Comparator.reverseOrder())
                                        .limit(CustomerRanking.SHOWN)
                                        .toList());
            } else {
                ranking.rebuild();
                all.values().forEach(ranking::update);
                rebuilt++;
                assertThat(ranking.isExact()).isTrue();
            }
        }
        assertThat(exact).isGreaterThan(19_000);
        assertThat(rebuilt).isPositive();
    }

    @Test
    void falling_below_those_turned_away_asks_for_rebuilding() {
        for (int i = 0; i < TRACKED + 1; i++) {
            ranking.update(standing("c" + i, 100 + i));
        }
        assertThat(ranking.isExact()).isTrue();
        for (int i = 10; i < TRACKED + 1; i++) {
            ranking.update(standing("c" + i, 1));
        }
        assertThat(ranking.wantsRebuilding()).isTrue();
    }

    private List<String> ids() {
        return ranking.best().stream().map(CustomerStanding::customerId).toList();
    }

    private static CustomerStanding standing(String id, long net) {
        return new CustomerStanding(
                id,
                net,
                1,
                CustomerGroup.LOYAL,
                Optional.empty(),
                new CustomerInsight(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
    }
}
