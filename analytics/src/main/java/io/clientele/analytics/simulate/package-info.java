/**
 * A shop that does not exist: customers with known habits, and the events that they cause, as track
 * JSON in event-time order. Everything follows from a seed; nothing here reads a clock, a file or a
 * broker, and nothing of the analytics may depend on it.
 */
package io.clientele.analytics.simulate;
