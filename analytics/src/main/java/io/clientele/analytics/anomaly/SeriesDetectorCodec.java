package io.clientele.analytics.anomaly;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A detector as bytes, with the settings that it was made with. */
public final class SeriesDetectorCodec implements Codec<SeriesDetector> {

    private static final int SEASONAL = 1;
    private static final int FOREST = 2;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(SeriesDetector detector, DataOutput out) throws IOException {
        if (detector instanceof SeasonalDetector seasonal) {
            out.writeByte(SEASONAL);
            writeSettings(seasonal.settings(), out);
            seasonal.write(out);
        } else if (detector instanceof RandomCutForestDetector forest) {
            out.writeByte(FOREST);
            writeSettings(forest.settings(), out);
            forest.write(out);
        } else {
            throw new IllegalStateException(
                    "detector: %s, expected one of those that the interface permits"
                            .formatted(detector.getClass().getSimpleName()));
        }
    }

    @Override
    public SeriesDetector read(int version, DataInput in) throws IOException {
        int kind = in.readByte();
        DetectorSettings settings =
                new DetectorSettings(in.readDouble(), in.readLong(), in.readDouble());
        switch (kind) {
            case SEASONAL -> {
                SeasonalDetector seasonal = new SeasonalDetector(settings);
                seasonal.read(in);
                return seasonal;
            }
            case FOREST -> {
                return RandomCutForestDetector.read(settings, in);
            }
            default ->
                    throw new IOException(
                            "detector: kind %d, expected %d or %d"
                                    .formatted(kind, SEASONAL, FOREST));
        }
    }

    private static void writeSettings(DetectorSettings settings, DataOutput out)
            throws IOException {
        out.writeDouble(settings.threshold());
        out.writeLong(settings.warmUpMillis());
        out.writeDouble(settings.noise());
    }
}
