package io.clientele.job.anomaly;

import io.clientele.analytics.alert.AlertSubject;

/**
 * What one KPI window adds to a watched series. A later one of the same series and time replaces
 * the earlier.
 *
 * @param time the KPI window's last millisecond, since 1970
 * @param sum what is added up
 * @param parts of how many parts the sum is; 1 for a count
 */
public record SeriesPoint(AlertSubject.Series series, long time, double sum, double parts) {}
