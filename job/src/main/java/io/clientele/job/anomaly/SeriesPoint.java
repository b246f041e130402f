package io.clientele.job.anomaly;

import io.clientele.analytics.alert.AlertSubject;

/**
 * What one KPI window adds to a watched series. A later one of the same series and time replaces
 * the earlier.
 *
 * @param time the KPI window's last millisecond, since 1970
 * @param numerator what is added up
 * @param denominator what its sum is divided by, if the figure is a ratio; else 1
 */
record SeriesPoint(AlertSubject.Series series, long time, double numerator, double denominator) {}
