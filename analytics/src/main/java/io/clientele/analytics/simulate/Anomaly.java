package io.clientele.analytics.simulate;

/**
 * A planted anomaly of the shop's figures.
 *
 * @param number from 1 on
 * @param kind what it is
 * @param startMillis its first instant, a full hour, milliseconds since 1970-01-01T00:00:00Z
 * @param endMillis its first instant after, a full hour
 * @param strength of {@link AnomalyKind#OUTAGE} 0; of {@link AnomalyKind#FLASH_SALE} what the
 *     orders are multiplied by, about; of {@link AnomalyKind#BAD_PRICE} what prices are multiplied
 *     by; of {@link AnomalyKind#REFUND_WAVE} the share of the last week's orders that come back
 */
public record Anomaly(
        long number, AnomalyKind kind, long startMillis, long endMillis, double strength) {}
