/** The population's bounds, day by day, and the scores and moves that follow from them. */
package io.clientele.job.rfm;
