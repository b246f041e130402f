package io.clientele.analytics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.clientele.analytics.codec.Codec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusterTrainerTest {

    private static final double[][] THREE = {{0, 0}, {8, 0}, {0, 8}};
    private static final ClusterSettings SETTINGS =
            ClusterSettings.DEFAULT.over(Blobs.PLANE).withClusters(3);

    private static List<ClusterRow> day(long day) {
        double shift = 0.05 * day;
        double[][] centres = {{shift, 0}, {8, shift}, {0, 8 + shift}};
        return Blobs.around(centres, 300, 1, day);
    }

    private static <T> T throughBytes(Codec<T> codec, T value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(value, new DataOutputStream(bytes));
        return codec.read(
                codec.version(),
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    @Test
    void nothing_is_trained_on_a_handful_of_customers() {
        ClusterTrainer trainer = new ClusterTrainer(SETTINGS);

        assertThat(trainer.endDay(1, Blobs.around(THREE, 29, 1, 1))).isEmpty();
        assertThat(trainer.endDay(2, Blobs.around(THREE, 30, 1, 1)))
                .map(ClusterModel::version)
                .contains(1L);
    }

    @Test
    void the_order_of_the_rows_changes_no_bit() {
        ClusterTrainer one = new ClusterTrainer(SETTINGS);
        ClusterTrainer other = new ClusterTrainer(SETTINGS);
        for (long day = 1; day <= 20; day++) {
            List<ClusterRow> shuffled = new ArrayList<>(day(day));
            Collections.shuffle(shuffled, new Random(day));

            assertThat(other.endDay(day, shuffled)).isEqualTo(one.endDay(day, day(day)));
        }
    }

    @Test
    void a_trainer_kept_as_bytes_goes_on_to_the_bit() throws IOException {
        ClusterTrainer unbroken = new ClusterTrainer(SETTINGS);
        ClusterTrainer kept = new ClusterTrainer(SETTINGS);
        for (long day = 1; day <= 20; day++) {
            kept = throughBytes(new ClusterTrainerCodec(), kept);
            ClusterModel model = kept.endDay(day, day(day)).orElseThrow();

            assertThat(model).isEqualTo(unbroken.endDay(day, day(day)).orElseThrow());
            assertThat(throughBytes(new ClusterModelCodec(), model)).isEqualTo(model);
        }
    }

    @Test
    void a_cluster_keeps_its_id_while_it_moves() {
        ClusterTrainer trainer = new ClusterTrainer(SETTINGS);
        int first = idsAt(trainer.endDay(1, day(1)).orElseThrow(), 0, 0);
        ClusterModel model = trainer.endDay(2, day(2)).orElseThrow();
        for (long day = 3; day <= 60; day++) {
            model = trainer.endDay(day, day(day)).orElseThrow();
            assertThat(model.quality().reseeded()).isZero();
            assertThat(model.quality().drift()).isLessThan(0.1);
        }

        assertThat(model.version()).isEqualTo(60);
        assertThat(idsAt(model, 3, 0)).isEqualTo(first);
        assertThat(model.clusters()).extracting(Cluster::id).containsExactly(0, 1, 2);
    }

    private static int idsAt(ClusterModel model, double... place) {
        return model.assign(place).id();
    }

    @Test
    void the_silhouette_chooses_the_number_of_clusters_from_a_range() {
        ClusterTrainer trainer = new ClusterTrainer(SETTINGS.withClusters(2, 6));

        ClusterModel model = trainer.endDay(1, day(1)).orElseThrow();

        assertThat(model.clusters()).hasSize(3);
        assertThat(model.quality().silhouette()).isGreaterThan(0.7);
    }

    @Test
    void when_the_number_changes_the_clusters_that_stay_keep_their_ids() {
        ClusterTrainer trainer = new ClusterTrainer(SETTINGS.withClusters(2, 6));
        ClusterModel three = trainer.endDay(1, day(1)).orElseThrow();
        double[][] four = {{0, 0}, {8, 0}, {0, 8}, {8, 8}};

        ClusterModel model = trainer.endDay(8, Blobs.around(four, 400, 1, 8)).orElseThrow();

        assertThat(model.clusters()).hasSize(4);
        for (double[] centre : THREE) {
            assertThat(idsAt(model, centre)).isEqualTo(idsAt(three, centre));
        }
        assertThat(idsAt(model, 8, 8)).isEqualTo(3);
    }

    @Test
    void sizes_add_up_and_customers_of_a_cluster_are_assigned_to_it() {
        ClusterModel model = new ClusterTrainer(SETTINGS).endDay(1, day(1)).orElseThrow();

        assertThat(model.customers()).isEqualTo(300);
        for (Cluster cluster : model.clusters()) {
            assertThat(cluster.size()).isBetween(90L, 110L);
            double[] centroid = cluster.centroid().stream().mapToDouble(x -> x).toArray();
            assertThat(model.assign(centroid)).isEqualTo(cluster);
        }
    }

    @Test
    void a_missing_value_counts_as_the_mean() {
        List<ClusterRow> rows = new ArrayList<>(day(1));
        rows.set(0, new ClusterRow("c0", new double[] {Double.NaN, Double.NaN}));

        ClusterModel model = new ClusterTrainer(SETTINGS).endDay(1, rows).orElseThrow();

        double[] mean = model.standardisation().means();
        assertThat(model.assign(new double[] {Double.NaN, Double.NaN}))
                .isEqualTo(model.assign(mean));
        assertThat(model.quality().inertia()).isBetween(0.05, 0.4);
    }

    @Test
    void names_tell_what_is_high_and_low_and_are_distinct() {
        double[][] centroids = {
            {-1.5, 1, 0.5}, {-1.5, 1, -0.5}, {1, 0, 0}, {0, 0, 0.1}, {0, 0.1, 0}
        };

        assertThat(
                        ClusterNames.of(
                                ClusterFeatures.LOG_RFM.names(),
                                centroids,
                                new int[] {0, 1, 2, 3, 9}))
                .containsExactly(
                        "very recent, frequent, high spend",
                        "very recent, frequent, low spend",
                        "long silent",
                        "average (3)",
                        "average (9)");
    }

    @Test
    void a_row_of_another_width_and_settings_out_of_range_are_refused() {
        List<ClusterRow> narrow = new ArrayList<>(day(1));
        narrow.set(0, new ClusterRow("c0", new double[] {1}));

        assertThatThrownBy(() -> new ClusterTrainer(SETTINGS).endDay(1, narrow))
                .hasMessage("values: 1, expected one for each of [width, height]");
        assertThatThrownBy(() -> SETTINGS.withClusters(1))
                .hasMessage("fewest: 1, expected at least 2");
        assertThatThrownBy(() -> Blobs.PLANE.select(List.of("width"), new double[] {1}))
                .hasMessage("features: \"height\", expected one of [width]");
    }

    @Test
    void a_subset_is_picked_by_name() {
        assertThat(Blobs.PLANE.select(List.of("height", "depth", "width"), new double[] {1, 2, 3}))
                .containsExactly(new double[] {3, 1}, within(0.0));
    }
}
