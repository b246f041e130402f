package io.clientele.quickstart.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.cluster.Cluster;
import io.clientele.analytics.cluster.ClusterFeatures;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.analytics.model.ModelTrainer;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.TrainingState;
import io.clientele.analytics.value.FamilyChoice;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.core.fs.local.LocalDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.ml.clustering.kmeans.KMeansModelData;
import org.apache.flink.ml.common.distance.DistanceMeasure;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModelData;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.VectorWithNorm;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported is read back by Flink ML's own decoders. */
class FlinkMlFormatTest {

    private static final int CUSTOMERS = 120;
    private static final int DAYS = 40;
    private static final long FIRST_DAY = 15_000;
    private static final long DAY = 86_400_000;

    private static Models models;

    @TempDir private Path folder;

    @BeforeAll
    static void train() {
        ModelSettings settings =
                new ModelSettings(
                        true,
                        1_000,
                        new ModelSettings.Value(FamilyChoice.AUTOMATIC, 7, 365, 0.1, 0.05),
                        new ModelSettings.Clusters(4, 4, ClusterFeatures.LOG_RFM.names(), 0.5),
                        new ModelSettings.Churn(10, 5));
        ModelTrainer trainer = new ModelTrainer(settings, new TrainingState());
        Random random = new Random(3);
        for (int day = 0; day < DAYS; day++) {
            for (int c = 0; c < CUSTOMERS; c++) {
                if (day == c % 7 || random.nextInt(3 + c / 4) == 0) {
                    Standing standing = buyer(c % 7, day, 1 + day / 4, 200 + 37L * c);
                    trainer.change("c" + c, FIRST_DAY + day, Optional.of(standing));
                }
            }
            models = trainer.endDay(FIRST_DAY + day, false).orElse(models);
        }
    }

    @Test
    void clusters_are_read_back_as_k_means_over_standardised_features() throws Exception {
        ClusterModel clusters = models.clusters().orElseThrow();
        FlinkMlFormat.write(models, folder);

        StandardScalerModelData scaler =
                read("standard-scaler", new StandardScalerModelData.ModelDataDecoder());
        assertThat(scaler.mean.values).isEqualTo(clusters.standardisation().means());
        assertThat(scaler.std.values).isEqualTo(clusters.standardisation().deviations());

        KMeansModelData kMeans = read("k-means", new KMeansModelData.ModelDataDecoder());
        double[][] expected = clusters.standardisedCentroids();
        assertThat(kMeans.centroids).hasSize(4);
        for (int c = 0; c < expected.length; c++) {
            assertThat(kMeans.centroids[c].values).isEqualTo(expected[c]);
            assertThat(kMeans.weights.values[c]).isEqualTo(clusters.clusters().get(c).weight());
        }
    }

    @Test
    void the_distance_measure_of_flink_ml_assigns_customers_to_the_same_clusters()
            throws Exception {
        ClusterModel clusters = models.clusters().orElseThrow();
        FlinkMlFormat.write(models, folder);
        KMeansModelData kMeans = read("k-means", new KMeansModelData.ModelDataDecoder());
        VectorWithNorm[] centroids = new VectorWithNorm[kMeans.centroids.length];
        for (int c = 0; c < centroids.length; c++) {
            centroids[c] = new VectorWithNorm(kMeans.centroids[c]);
        }
        DistanceMeasure euclidean = DistanceMeasure.getInstance("euclidean");
        for (int orders = 1; orders < 12; orders++) {
            for (int silent = 0; silent < 30; silent++) {
                double[] row =
                        ClusterFeatures.logRfm(
                                buyer(0, DAYS - 1 - silent, orders, 1_000), FIRST_DAY + DAYS);
                DenseVector point = new DenseVector(clusters.standardisation().standardise(row));
                Cluster nearest =
                        clusters.clusters()
                                .get(euclidean.findClosest(centroids, new VectorWithNorm(point)));
                assertThat(clusters.assign(row)).isEqualTo(nearest);
            }
        }
    }

    @Test
    void the_regression_of_churn_is_read_back_as_logistic_regression() throws Exception {
        ChurnModel churn = models.churn().orElseThrow();
        assertThat(churn.weights()).isNotEmpty();
        FlinkMlFormat.write(models, folder);
        Path data = folder.resolve("logistic-regression").resolve("data").resolve("part-0-0");
        try (InputStream in = Files.newInputStream(data)) {
            DataInputViewStreamWrapper view = new DataInputViewStreamWrapper(in);
            assertThat(new DenseVectorSerializer().deserialize(view).values)
                    .isEqualTo(churn.weights().stream().mapToDouble(Double::doubleValue).toArray());
            assertThat(view.readLong()).isEqualTo(churn.version());
            assertThat(in.read()).as("after the model").isEqualTo(-1);
        }
    }

    @Test
    void each_stage_says_which_class_of_flink_ml_loads_it() throws Exception {
        for (Path stage : FlinkMlFormat.write(models, folder)) {
            JsonNode metadata = new ObjectMapper().readTree(stage.resolve("metadata").toFile());
            String loader = metadata.get("className").textValue();
            assertThat(getClass().getResource("/" + loader.replace('.', '/') + ".class"))
                    .as(loader)
                    .isNotNull();
            assertThat(metadata.get("paramMap").isObject()).isTrue();
        }
    }

    private <T> T read(String stage, SimpleStreamFormat<T> decoder) throws Exception {
        Path data = folder.resolve(stage).resolve("data").resolve("part-0-0");
        try (var reader =
                decoder.createReader(
                        new Configuration(), new LocalDataInputStream(data.toFile()))) {
            T model = reader.read();
            assertThat(reader.read()).as("after the model").isNull();
            return model;
        }
    }

    private static Standing buyer(int first, int day, long orders, long each) {
        Lifetime lifetime =
                new Lifetime(
                        orders,
                        orders * each,
                        0,
                        (FIRST_DAY + first) * DAY,
                        (FIRST_DAY + day) * DAY,
                        FIRST_DAY + Math.min(first, day),
                        FIRST_DAY + day,
                        day > first ? 2 : 1,
                        each,
                        0);
        return new Standing(
                FIRST_DAY + day, lifetime, List.of(new WindowTotals(orders, orders * each)));
    }
}
