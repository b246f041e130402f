package io.clientele.analytics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.clientele.analytics.cluster.MiniBatchKMeans.Centroid;
import io.clientele.analytics.statistics.Standardisation;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KMeansTest {

    private static final double[][] SQUARE = {{0, 0}, {0, 10}, {10, 0}, {10, 10}};
    private static final Standardisation AS_IT_IS =
            new Standardisation(new double[2], new double[] {1, 1});

    @Test
    void planted_centres_are_found() {
        double[][] points = Blobs.points(Blobs.around(SQUARE, 400, 0.5, 1));

        double[][] centroids = BatchKMeans.centroids(points, 4, 5, 1);

        Arrays.sort(
                centroids, (one, two) -> Double.compare(one[0] * 3 + one[1], two[0] * 3 + two[1]));
        for (int c = 0; c < 4; c++) {
            assertThat(centroids[c]).containsExactly(SQUARE[c], within(0.2));
        }
        assertThat(Points.inertia(points, centroids)).isCloseTo(2 * 0.25, within(0.1));
    }

    @Test
    void as_many_centroids_as_asked_for_even_of_equal_points() {
        assertThat(BatchKMeans.centroids(new double[][] {{1}, {1}, {1}}, 2, 2, 1))
                .hasDimensions(2, 1);
        assertThatThrownBy(() -> BatchKMeans.centroids(new double[][] {{1}}, 2, 1, 1))
                .hasMessage("k: 2, expected from 1 to the number of points, 1");
    }

    @Property(tries = 100, seed = "1")
    void the_silhouette_is_that_of_its_definition(
            @ForAll long seed, @ForAll @IntRange(min = 4, max = 40) int count) {
        Random random = new Random(seed);
        double[][] points = new double[count][];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            points[i] = new double[] {random.nextGaussian(), random.nextGaussian()};
            labels[i] = i < 3 ? i : random.nextInt(3);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double[] means = new double[3];
            int[] others = new int[3];
            for (int o = 0; o < count; o++) {
                if (o != i) {
                    means[labels[o]] += Math.sqrt(Points.squaredDistance(points[i], points[o]));
                    others[labels[o]]++;
                }
            }
            if (others[labels[i]] > 0) {
                double a = means[labels[i]] / others[labels[i]];
                double b = Double.MAX_VALUE;
                for (int c = 0; c < 3; c++) {
                    b = c == labels[i] ? b : Math.min(b, means[c] / others[c]);
                }
                sum += (b - a) / Math.max(a, b);
            }
        }

        assertThat(Silhouette.exact(points, labels, 3)).isCloseTo(sum / count, within(1e-9));
    }

    @Test
    void the_simplified_silhouette_of_well_parted_clusters_is_near_one() {
        double[][] points = Blobs.points(Blobs.around(SQUARE, 400, 0.2, 1));

        assertThat(Silhouette.simplified(points, SQUARE)).isBetween(0.95, 1.0);
    }

    @Property(tries = 200, seed = "2")
    void matched_clusters_overlap_as_much_as_any_matching_can(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
        Random random = new Random(seed);
        int[] before = random.ints(count, 0, 4).toArray();
        int[] after = random.ints(count, 0, 4).toArray();

        int[] matched = LargestOverlap.match(before, 4, after, 4);

        int most = mostOverlap(before, after, new int[4], 0, 0);
        assertThat(overlap(before, after, matched)).isEqualTo(most);
        assertThat(Arrays.stream(matched).distinct()).hasSize(4);
    }

    private static int mostOverlap(int[] before, int[] after, int[] chosen, int next, int used) {
        if (next == chosen.length) {
            return overlap(before, after, chosen);
        }
        int most = 0;
        for (int old = 0; old < chosen.length; old++) {
            if ((used & 1 << old) == 0) {
                chosen[next] = old;
                most =
                        Math.max(
                                most,
                                mostOverlap(before, after, chosen, next + 1, used | 1 << old));
            }
        }
        return most;
    }

    private static int overlap(int[] before, int[] after, int[] matched) {
        int kept = 0;
        for (int i = 0; i < before.length; i++) {
            kept += matched[after[i]] == before[i] ? 1 : 0;
        }
        return kept;
    }

    @Test
    void of_more_new_clusters_than_old_ones_some_continue_none() {
        assertThat(LargestOverlap.match(new int[] {0, 0, 0}, 1, new int[] {0, 1, 1}, 2))
                .containsExactly(-1, 0);
    }

    @Test
    void without_decay_a_centroid_is_the_mean_of_all_that_it_was_nearest_to() {
        MiniBatchKMeans kMeans = started();

        kMeans.learn(new double[][] {{1, 0}, {2, 0}, {3, 0}, {6, 0}}, 2, 1, AS_IT_IS);

        Centroid moved = kMeans.centroids().get(0);
        assertThat(moved.position).containsExactly(new double[] {3, 0}, within(1e-12));
        assertThat(moved.weight).isEqualTo(4);
    }

    @Test
    void weights_decay_by_the_factor_of_a_day_however_many_batches_it_has() {
        for (int batch : new int[] {1, 2, 4}) {
            MiniBatchKMeans kMeans = started();

            kMeans.learn(new double[][] {{0, 0}, {0, 0}, {0, 0}, {0, 0}}, batch, 0.5, AS_IT_IS);

            assertThat(kMeans.centroids().get(1).weight).isCloseTo(4, within(1e-12));
        }
    }

    @Test
    void newer_moments_do_not_move_a_centroid() {
        MiniBatchKMeans kMeans = started();

        kMeans.learn(
                new double[][] {{-50, -50}},
                1,
                1,
                new Standardisation(new double[] {5, 5}, new double[] {2, 3}));

        assertThat(kMeans.centroids().get(1).position)
                .containsExactly(new double[] {100, 0}, within(1e-9));
    }

    /** One at the origin that stands for nothing yet, one far away that stands for eight. */
    private static MiniBatchKMeans started() {
        return new MiniBatchKMeans(
                List.of(
                        new Centroid(0, new double[] {0, 0}, 0),
                        new Centroid(1, new double[] {100, 0}, 8)),
                2);
    }

    @Test
    void a_cluster_that_nobody_is_nearest_to_is_drawn_anew_under_a_new_id() {
        MiniBatchKMeans kMeans = started();
        double[][] points = Blobs.points(Blobs.around(new double[][] {{0, 0}, {0, 20}}, 40, 1, 1));

        int reseeded = kMeans.reseedCollapsed(points, 1, 7, AS_IT_IS);

        assertThat(reseeded).isEqualTo(1);
        assertThat(kMeans.centroids()).extracting(centroid -> centroid.id).containsExactly(0, 2);
        assertThat(kMeans.centroids().get(1).position[1]).isGreaterThan(15);
    }

    @Test
    void of_two_centroids_that_have_met_the_smaller_is_drawn_anew() {
        MiniBatchKMeans kMeans =
                new MiniBatchKMeans(
                        List.of(
                                new Centroid(0, new double[] {0, 0}, 5),
                                new Centroid(1, new double[] {0.001, 0}, 5)),
                        2);
        double[][] points = Blobs.points(Blobs.around(new double[][] {{0, 0}, {0, 20}}, 40, 1, 1));

        assertThat(kMeans.reseedCollapsed(points, 1, 7, AS_IT_IS)).isEqualTo(1);
        assertThat(kMeans.reseedCollapsed(points, 1, 7, AS_IT_IS)).isZero();
    }
}
