package io.clientele.bench.measure;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.shaded.guava33.com.google.common.hash.Hashing;

/** How many bytes the operators of the main job keep, by the metadata of a savepoint. */
public final class StateSizes {

    private StateSizes() {}

    /** Bytes by operator uid, of those that keep something for each customer. */
    public static Map<String, Long> of(Path savepoint) throws IOException {
        CheckpointMetadata metadata;
        try (var in = new DataInputStream(Files.newInputStream(savepoint.resolve("_metadata")))) {
            metadata =
                    Checkpoints.loadCheckpointMetadata(
                            in, StateSizes.class.getClassLoader(), savepoint.toUri().toString());
        }
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (String uid : List.of("drop-duplicates", "keep-ledger", "score-customers")) {
            OperatorID id =
                    new OperatorID(
                            Hashing.murmur3_128(0)
                                    .hashString(uid, StandardCharsets.UTF_8)
                                    .asBytes());
            sizes.put(
                    uid,
                    metadata.getOperatorStates().stream()
                            .filter(state -> state.getOperatorID().equals(id))
                            .mapToLong(OperatorState::getStateSize)
                            .sum());
        }
        return sizes;
    }
}
