/**
 * The figures of the shop as points in time, and the two forms they travel in: the JSON of the
 * topic {@code clientele.kpis} and line protocol. How a figure is computed and where it is stored
 * lives elsewhere; no point ever carries a customer's id.
 */
package io.clientele.analytics.kpi;
