package io.clientele.analytics.simulate;

import io.clientele.analytics.event.EventType;

/**
 * What comes of an order later: a refund, a cancellation, a review, a call for support.
 *
 * @param number of the order, or of the support ticket
 * @param cause whose order it was
 * @param basket what it is about; empty where the amount is not named
 */
@SuppressWarnings("ArrayRecordComponent")
record FollowUp(
        EventType type,
        String key,
        byte[] identity,
        boolean visitor,
        Cause cause,
        long number,
        Basket basket) {}
