/**
 * Runs rules over one customer at a time: state and event in, matches out. No Flink runtime, no
 * clock, no threads.
 */
package io.clientele.rules.engine;
