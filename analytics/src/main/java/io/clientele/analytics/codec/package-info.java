/**
 * How values become bytes: versioned, compact, without a framework. What a value means stays with
 * the value; nothing here knows a customer or an event.
 */
package io.clientele.analytics.codec;
