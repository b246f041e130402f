/**
 * What a simulated shop's events do not tell: what each customer is really like and when he left,
 * which events are fraud, and when which figures are out of order. It only listens to the
 * simulator, which does not know of it.
 */
package io.clientele.analytics.simulate.truth;
