/**
 * The events of a shop: their types, and the way from a record's bytes to a validated event or to a
 * refusal. Nothing here knows customers' state or where records come from.
 */
package io.clientele.analytics.event;
