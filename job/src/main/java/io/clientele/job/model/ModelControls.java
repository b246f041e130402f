package io.clientele.job.model;

import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where is asked for versions of models.
 *
 * @param records each record that asks, in their order; it must not hold up event time
 * @param atStart those to begin with
 */
public record ModelControls(DataStream<ControlRecord> records, ControlsAtStart atStart) {}
