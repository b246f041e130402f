/**
 * The scoring of the Numenta Anomaly Benchmark, written from its paper, so that detectors can be
 * compared on labelled series. Nothing here reads files.
 */
package io.clientele.analytics.anomaly.nab;
