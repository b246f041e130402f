/** Sums over all customers, in windows of event time, as points. */
package io.clientele.job.kpi;
