/**
 * Recency, frequency, monetary: scores against the live population's quintiles, and the named
 * groups that they make. Nothing here knows how a customer's figures came about.
 */
package io.clientele.analytics.rfm;
