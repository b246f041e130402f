package io.clientele.analytics.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The compact binary form of a value, with a version, so that what an earlier release wrote can
 * still be read.
 *
 * <p>A codec is stateless, has a public constructor without arguments and is found again by its
 * class name, so a codec that has shipped keeps its name.
 *
 * @param <T> the values that it writes
 */
public interface Codec<T> {

    /**
     * The version that {@link #write} writes: 1 for the first release, one more for each change.
     */
    int version();

    /** Writes a value in the form of {@link #version()}. */
    void write(T value, DataOutput out) throws IOException;

    /**
     * Reads a value.
     *
     * @param version the version of the form that was written, 1 to {@link #version()}
     */
    T read(int version, DataInput in) throws IOException;
}
