package io.clientele.analytics.anomaly;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import com.amazon.randomcutforest.config.ForestMode;
import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.AnomalyDescriptor;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import com.amazon.randomcutforest.parkservices.state.ThresholdedRandomCutForestMapper;
import com.amazon.randomcutforest.parkservices.state.ThresholdedRandomCutForestState;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.anomaly.ForestSettings.Judgement;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A random cut forest (Guha, Mishra, Roy and Schrijvers 2016) of the library that Amazon publishes,
 * with the library's own score, grade and expected value; its seed is fixed. An incident begins
 * where the library grades a point as an anomaly.
 *
 * <p>Its state is the library's own, as JSON: some 300 KB.
 */
public final class RandomCutForestDetector implements SeriesDetector {

    private static final long SEED = 42;
    private static final double ANOMALY_RATE = 0.01;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DetectorSettings settings;
    private final Judgement judgement;
    private final ThresholdedRandomCutForest forest;
    private final Incident incident;
    private boolean begun;
    private long firstTime;

    /** Knows nothing of the series. */
    public RandomCutForestDetector(DetectorSettings settings, ForestSettings forest) {
        this(settings, forest.judgement(), planted(forest), new Incident(settings.threshold()));
    }

    private RandomCutForestDetector(
            DetectorSettings settings,
            Judgement judgement,
            ThresholdedRandomCutForest forest,
            Incident incident) {
        this.settings = settings;
        this.judgement = judgement;
        this.forest = forest;
        this.incident = incident;
    }

    private static ThresholdedRandomCutForest planted(ForestSettings settings) {
        return ThresholdedRandomCutForest.builder()
                .dimensions(settings.shingle())
                .shingleSize(settings.shingle())
                .numberOfTrees(settings.trees())
                .sampleSize(settings.sample())
                .transformMethod(TransformMethod.valueOf(settings.transform().name()))
                .forestMode(
                        settings.timeAugmented() ? ForestMode.TIME_AUGMENTED : ForestMode.STANDARD)
                .internalShinglingEnabled(true)
                .autoAdjust(true)
                .anomalyRate(ANOMALY_RATE)
                .randomSeed(SEED)
                .build();
    }

    @Override
    public Verdict observe(long time, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "value: %s, expected a finite number".formatted(value));
        }
        if (!begun) {
            begun = true;
            firstTime = time;
        }
        AnomalyDescriptor descriptor = forest.process(new double[] {value}, time);
        double expected =
                descriptor.isExpectedValuesPresent()
                        ? descriptor.getExpectedValuesList()[0][0]
                        : value;
        boolean graded = descriptor.getAnomalyGrade() > 0;
        boolean recovered = incident.ends(!graded);
        boolean raised =
                graded && time - firstTime >= settings.warmUpMillis() && incident.begins(1, false);
        return new Verdict(expected, expected, expected, score(descriptor), raised, recovered);
    }

    private double score(AnomalyDescriptor descriptor) {
        if (judgement == Judgement.GRADE) {
            return descriptor.getAnomalyGrade();
        }
        double score = Math.max(0, descriptor.getRCFScore());
        // The library's score has no upper bound; this keeps its order.
        return score / (1 + score);
    }

    DetectorSettings settings() {
        return settings;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(judgement.name());
        out.writeBoolean(begun);
        writeSigned(firstTime, out);
        incident.write(out);
        byte[] state =
                JSON.writeValueAsBytes(new ThresholdedRandomCutForestMapper().toState(forest));
        writeUnsigned(state.length, out);
        out.write(state);
    }

    static RandomCutForestDetector read(DetectorSettings settings, DataInput in)
            throws IOException {
        Judgement judgement = Judgement.valueOf(in.readUTF());
        boolean begun = in.readBoolean();
        long firstTime = readSigned(in);
        Incident incident = new Incident(settings.threshold());
        incident.read(in);
        byte[] state = new byte[Math.toIntExact(readUnsigned(in))];
        in.readFully(state);
        RandomCutForestDetector detector =
                new RandomCutForestDetector(
                        settings,
                        judgement,
                        new ThresholdedRandomCutForestMapper()
                                .toModel(
                                        JSON.readValue(
                                                state, ThresholdedRandomCutForestState.class)),
                        incident);
        detector.begun = begun;
        detector.firstTime = firstTime;
        return detector;
    }
}
