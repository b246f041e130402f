/**
 * Detectors of what is unusual in one series of figures: plain, deterministic, of constant size.
 * Where the figures come from and who is told stays with the caller.
 */
package io.clientele.analytics.anomaly;
