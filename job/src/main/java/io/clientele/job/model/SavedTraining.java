package io.clientele.job.model;

import io.clientele.analytics.model.TrainingState;
import io.clientele.analytics.model.TrainingStateCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The state of training as it lies in a checkpoint. It is made once a day and copied as it is: to
 * write and read all of it in each checkpoint would hold up the job.
 *
 * @param version of the codec that wrote the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record SavedTraining(int version, byte[] bytes) {

    private static final TrainingStateCodec CODEC = new TrainingStateCodec();

    /** Saves a state as of the last day's end. */
    static SavedTraining of(TrainingState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CODEC.write(state, new DataOutputStream(bytes));
        return new SavedTraining(CODEC.version(), bytes.toByteArray());
    }

    /** The state again. */
    TrainingState restored() throws IOException {
        return CODEC.read(version, new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
