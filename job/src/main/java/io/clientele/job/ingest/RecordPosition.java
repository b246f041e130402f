package io.clientele.job.ingest;

/**
 * Where a record came from.
 *
 * @param topic the topic, or the file's name
 * @param partition the partition; 0 for a file
 * @param offset the offset, or the line's number from 1
 * @param timestamp the record's own time, milliseconds since 1970
 */
public record RecordPosition(String topic, int partition, long offset, long timestamp) {}
