/**
 * Events on their way into a Kafka topic: from a file or from the simulator, as fast as they go, at
 * a rate, or at the pace of their own times.
 */
package io.clientele.quickstart.feed;
