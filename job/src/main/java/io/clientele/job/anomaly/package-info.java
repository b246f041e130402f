/** Detectors on KPI series, and the alerts that they raise. */
package io.clientele.job.anomaly;
