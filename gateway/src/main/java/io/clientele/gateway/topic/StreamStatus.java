package io.clientele.gateway.topic;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How the gateway stands to the topics.
 *
 * @param connection the state of the connection
 * @param since when that state began, by this machine's clock
 * @param lastRecordAt when the last record was read, by this machine's clock
 * @param behind records between what has been read and the topics' ends, at the last check
 * @param unreadable records that were skipped because they are not what their topic's contract
 *     says, by topic
 */
public record StreamStatus(
        Connection connection,
        Instant since,
        Optional<Instant> lastRecordAt,
        long behind,
        Map<String, Long> unreadable) {}
