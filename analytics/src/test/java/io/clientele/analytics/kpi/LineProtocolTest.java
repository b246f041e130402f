package io.clientele.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineProtocolTest {

    private static final Instant END_OF_DAY = Instant.parse("2011-12-09T23:59:59.999Z");

    @Test
    void whole_numbers_carry_an_i_and_ratios_do_not() {
        KpiPoint point =
                new KpiPoint(
                        "sales",
                        END_OF_DAY,
                        86_400,
                        Map.of(),
                        Map.of("orders", 57L, "refund_rate", 0.021, "net_revenue", -5L));

        assertThat(LineProtocol.of(point))
                .isEqualTo("sales net_revenue=-5i,orders=57i,refund_rate=0.021 1323475199999");
    }

    @Test
    void tags_are_sorted_by_name() {
        KpiPoint point =
                new KpiPoint(
                        "segments",
                        END_OF_DAY,
                        86_400,
                        Map.of("shop", "uk", "group", "AT_RISK"),
                        Map.of("customers", 12L));

        assertThat(LineProtocol.of(point))
                .isEqualTo("segments,group=AT_RISK,shop=uk customers=12i 1323475199999");
    }

    @Test
    void delimiters_in_names_and_values_are_escaped() {
        KpiPoint point =
                new KpiPoint(
                        "a b,c=d",
                        Instant.EPOCH,
                        60,
                        Map.of("the event", "Order Completed, x=1"),
                        Map.of("a,b c=d", 1.0));

        assertThat(LineProtocol.of(point))
                .isEqualTo(
                        "a\\ b\\,c=d,the\\ event=Order\\ Completed\\,\\ x\\=1 a\\,b\\ c\\=d=1.0 0");
    }

    @Test
    void a_time_before_1970_is_negative() {
        KpiPoint point =
                new KpiPoint("sales", Instant.ofEpochMilli(-1), 60, Map.of(), Map.of("orders", 1L));

        assertThat(LineProtocol.of(point)).isEqualTo("sales orders=1i -1");
    }

    @Test
    void very_large_and_very_small_ratios_are_written_with_an_exponent() {
        KpiPoint point =
                new KpiPoint("sales", Instant.EPOCH, 60, Map.of(), Map.of("a", 1e-9, "b", 1.5e300));

        assertThat(LineProtocol.of(point)).isEqualTo("sales a=1.0E-9,b=1.5E300 0");
    }
}
