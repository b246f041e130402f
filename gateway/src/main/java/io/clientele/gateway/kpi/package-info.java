/**
 * The KPI points of {@code clientele.kpis}: their history, a bounded number of windows for each
 * series, and the day so far against the day before.
 */
package io.clientele.gateway.kpi;
