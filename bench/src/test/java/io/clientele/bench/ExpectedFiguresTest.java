package io.clientele.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.bench.check.ExpectedFigures;
import io.clientele.bench.check.Figures;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpectedFiguresTest {

    private static final long FIRST = Instant.parse("2016-03-01T22:00:00Z").toEpochMilli();
    private static final long LATER = Instant.parse("2016-03-31T09:00:00Z").toEpochMilli();

    @Test
    void a_window_of_days_drops_what_a_window_of_milliseconds_still_holds() {
        ExpectedFigures expected = ExpectedFigures.ofSample(1);
        expected.add("c", order("2016-03-01T22:00:00.000Z", "10.00"));
        expected.add("c", order("2016-03-31T09:00:00.000Z", "2.50"));

        assertThat(expected.byDays("c", LATER))
                .containsExactly(new Figures(2, 1250, 0, LATER, 1, 250, 2, 1250));
        assertThat(expected.byMillis("c", LATER))
                .containsExactly(new Figures(2, 1250, 0, LATER, 2, 1250, 2, 1250));
    }

    @Test
    void a_moment_without_an_order_or_a_refund_has_no_figures() {
        ExpectedFigures expected = ExpectedFigures.ofSample(1);
        expected.add("c", order("2016-03-01T22:00:00.000Z", "10.00"));

        assertThat(expected.byDays("c", FIRST + 1)).isEmpty();
        assertThat(expected.byDays("d", FIRST)).isEmpty();
    }

    private static byte[] order(String time, String total) {
        return ("{\"messageId\":\"%s\",\"userId\":\"c\",\"event\":\"Order"
                        + " Completed\",\"timestamp\":\"%s\","
                        + "\"properties\":{\"total\":%s,\"currency\":\"USD\"}}")
                .formatted(time, time, total)
                .getBytes(StandardCharsets.UTF_8);
    }
}
