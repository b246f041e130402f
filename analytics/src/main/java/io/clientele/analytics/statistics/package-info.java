/**
 * Running statistics that several models need: moments, standardisation, the hash that samples and
 * orders customers. Nothing here knows what the numbers mean.
 */
package io.clientele.analytics.statistics;
