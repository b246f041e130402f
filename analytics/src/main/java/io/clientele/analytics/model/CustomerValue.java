package io.clientele.analytics.model;

import io.clientele.analytics.value.ValueEstimate;

/**
 * What a customer is expected to be worth.
 *
 * @param estimate by the value model
 * @param vip whether the lifetime value exceeds the bound of VIPs
 * @param modelVersion of the value model
 */
public record CustomerValue(ValueEstimate estimate, boolean vip, long modelVersion) {}
