package io.clientele.job.ledger;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.StandingCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** A step as bytes. */
public final class PopulationStepCodec implements Codec<PopulationStep> {

    private static final StandingCodec STANDING = new StandingCodec();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(PopulationStep step, DataOutput out) throws IOException {
        writeSigned(step.day(), out);
        write(step.before(), out);
        write(step.after(), out);
    }

    @Override
    public PopulationStep read(int version, DataInput in) throws IOException {
        return new PopulationStep(
                readSigned(in), readOptional(version, in), readOptional(version, in));
    }

    /** Writes a standing, or that there is none. */
    public static void write(Optional<Standing> standing, DataOutput out) throws IOException {
        out.writeBoolean(standing.isPresent());
        if (standing.isPresent()) {
            STANDING.write(standing.get(), out);
        }
    }

    /**
     * Reads what {@link #write(Optional, DataOutput)} wrote.
     *
     * @param version the version of the standing
     */
    public static Optional<Standing> readOptional(int version, DataInput in) throws IOException {
        return in.readBoolean() ? Optional.of(STANDING.read(version, in)) : Optional.empty();
    }
}
