package io.clientele.analytics.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Half a year of a shop with 5,000 customers and an anomaly a week. */
class PlantedAnomaliesTest {

    private static final double THRESHOLD = 0.65;

    @Test
    void most_planted_anomalies_are_raised_and_most_alerts_are_of_them() throws Exception {
        PlantedShop.Found found = new PlantedShop(5_000, 181, 1).watch(THRESHOLD);
        assertThat(found.recall()).as(found.toString()).isGreaterThan(0.7);
        assertThat(found.precision()).as(found.toString()).isGreaterThan(0.7);
    }
}
