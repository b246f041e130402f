package io.clientele.quickstart.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.cluster.Cluster;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.statistics.Standardisation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.ml.clustering.kmeans.KMeansModelData;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModelData;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorSerializer;

/**
 * Models as Flink ML saves them: a directory for each stage, with {@code metadata} and one file of
 * model data, written by Flink ML's own encoders.
 *
 * <p>Clusters are a {@code StandardScalerModel} over the features and a {@code KMeansModel} over
 * what it gives, with Euclidean distances. Churn's regression is a {@code LogisticRegressionModel};
 * its coefficients are those of the intercept, of the standardised features, and of whether each is
 * missing. What Flink ML has no model for, the value model and calibration, is in the JSON alone.
 */
final class FlinkMlFormat {

    private static final String SCALER =
            "org.apache.flink.ml.feature.standardscaler.StandardScalerModel";
    private static final String K_MEANS = "org.apache.flink.ml.clustering.kmeans.KMeansModel";
    private static final String REGRESSION =
            "org.apache.flink.ml.classification.logisticregression.LogisticRegressionModel";

    private FlinkMlFormat() {}

    /**
     * Writes the models that Flink ML knows.
     *
     * @param directory that the stages' directories are put into; not made if there are none
     * @return the stages' directories
     */
    static List<Path> write(Models models, Path directory) throws IOException {
        List<Path> stages = new ArrayList<>();
        if (models.clusters().isPresent()) {
            stages.addAll(write(models.clusters().get(), directory));
        }
        if (models.churn().isPresent() && !models.churn().get().weights().isEmpty()) {
            stages.add(write(models.churn().get(), directory));
        }
        return stages;
    }

    private static List<Path> write(ClusterModel model, Path directory) throws IOException {
        Path scaler =
                stage(
                        directory.resolve("standard-scaler"),
                        SCALER,
                        model.day(),
                        Map.of(
                                "inputCol",
                                "features",
                                "outputCol",
                                "standardised",
                                "withMean",
                                true,
                                "withStd",
                                true),
                        scaler(model.standardisation(), model),
                        new StandardScalerModelData.ModelDataEncoder());
        Path kMeans =
                stage(
                        directory.resolve("k-means"),
                        K_MEANS,
                        model.day(),
                        Map.of(
                                "k",
                                model.clusters().size(),
                                "distanceMeasure",
                                "euclidean",
                                "featuresCol",
                                "standardised"),
                        clusters(model),
                        new KMeansModelData.ModelDataEncoder());
        return List.of(scaler, kMeans);
    }

    private static Path write(ChurnModel model, Path directory) throws IOException {
        return stage(
                directory.resolve("logistic-regression"),
                REGRESSION,
                model.day(),
                Map.of("featuresCol", "coordinates"),
                model,
                FlinkMlFormat::encode);
    }

    static StandardScalerModelData scaler(Standardisation moments, ClusterModel model) {
        return new StandardScalerModelData(
                new DenseVector(moments.means()),
                new DenseVector(moments.deviations()),
                model.version(),
                timestamp(model.day()));
    }

    /** Centroids over standardised features, as the customers that they are compared with. */
    static KMeansModelData clusters(ClusterModel model) {
        double[][] standardised = model.standardisedCentroids();
        DenseVector[] centroids = new DenseVector[standardised.length];
        for (int c = 0; c < centroids.length; c++) {
            centroids[c] = new DenseVector(standardised[c]);
        }
        return new KMeansModelData(
                centroids,
                new DenseVector(model.clusters().stream().mapToDouble(Cluster::weight).toArray()));
    }

    /**
     * As {@code LogisticRegressionModelData} of Flink ML 2.2 writes itself: the coefficients, then
     * the version. The class is in a jar that is not published everywhere.
     */
    private static void encode(ChurnModel model, OutputStream out) throws IOException {
        DataOutputViewStreamWrapper view = new DataOutputViewStreamWrapper(out);
        double[] weights = model.weights().stream().mapToDouble(Double::doubleValue).toArray();
        new DenseVectorSerializer().serialize(new DenseVector(weights), view);
        view.writeLong(model.version());
    }

    private static <T> Path stage(
            Path directory,
            String className,
            long day,
            Map<String, Object> parameters,
            T data,
            Encoder<T> encoder)
            throws IOException {
        Files.createDirectories(directory.resolve("data"));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("className", className);
        metadata.put("timestamp", timestamp(day));
        metadata.put("paramMap", parameters);
        Files.write(directory.resolve("metadata"), new ObjectMapper().writeValueAsBytes(metadata));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        encoder.encode(data, bytes);
        Files.write(directory.resolve("data").resolve("part-0-0"), bytes.toByteArray());
        return directory;
    }

    /** Of the day that a model was trained to: an export depends on nothing else. */
    private static long timestamp(long day) {
        return Duration.ofDays(day).toMillis();
    }
}
