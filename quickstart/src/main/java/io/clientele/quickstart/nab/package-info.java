/** The command that compares the detectors on the series of the Numenta Anomaly Benchmark. */
package io.clientele.quickstart.nab;
