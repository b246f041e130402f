package io.clientele.analytics.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RfmGroupTest {

    @Test
    void ten_groups_cover_the_25_cells_and_prospects_have_none() {
        Set<RfmGroup> seen = EnumSet.noneOf(RfmGroup.class);
        for (int r = 1; r <= 5; r++) {
            for (int fm = 1; fm <= 5; fm++) {
                seen.add(RfmGroup.of(r, fm));
            }
        }

        assertThat(seen).isEqualTo(EnumSet.complementOf(EnumSet.of(RfmGroup.PROSPECTS)));
        assertThat(RfmGroup.values()).hasSize(11);
    }

    @Test
    void a_group_never_gets_worse_with_a_more_recent_order() {
        assertThat(RfmGroup.of(5, 5)).isEqualTo(RfmGroup.CHAMPIONS);
        assertThat(RfmGroup.of(1, 5)).isEqualTo(RfmGroup.PREVIOUSLY_LOYAL);
        assertThat(RfmGroup.of(5, 1)).isEqualTo(RfmGroup.NEW);
        assertThat(RfmGroup.of(1, 1)).isEqualTo(RfmGroup.DORMANT);
    }

    @Test
    void fm_is_the_mean_of_f_and_m_rounded_up() {
        assertThat(new RfmScore(3, 5, 4, 5).fm()).isEqualTo(5);
        assertThat(new RfmScore(3, 5, 4, 4).fm()).isEqualTo(4);
        assertThat(new RfmScore(3, 5, 1, 2).fm()).isEqualTo(2);
    }

    @Test
    void the_documented_table_is_the_one_in_force() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "rfm.md"));
        for (int r = 1; r <= 5; r++) {
            StringBuilder row = new StringBuilder("| **R " + r + "** |");
            for (int fm = 1; fm <= 5; fm++) {
                row.append(" `").append(RfmGroup.of(r, fm)).append("` |");
            }
            assertThat(page).contains(row);
        }
    }
}
