package io.clientele.job.kpi;

import io.clientele.analytics.kpi.KpiTotals;

/**
 * Sums that belong to a window; the same window may get several.
 *
 * @param windowEnd the window's last millisecond, since 1970
 */
public record KpiSum(long windowEnd, KpiTotals totals) {}
