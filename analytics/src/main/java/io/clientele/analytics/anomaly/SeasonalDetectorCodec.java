package io.clientele.analytics.anomaly;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A detector as bytes, with the settings that it was made with. */
public final class SeasonalDetectorCodec implements Codec<SeasonalDetector> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(SeasonalDetector detector, DataOutput out) throws IOException {
        DetectorSettings settings = detector.settings();
        out.writeDouble(settings.threshold());
        out.writeLong(settings.warmUpMillis());
        out.writeDouble(settings.noise());
        detector.write(out);
    }

    @Override
    public SeasonalDetector read(int version, DataInput in) throws IOException {
        SeasonalDetector detector =
                new SeasonalDetector(
                        new DetectorSettings(in.readDouble(), in.readLong(), in.readDouble()));
        detector.read(in);
        return detector;
    }
}
