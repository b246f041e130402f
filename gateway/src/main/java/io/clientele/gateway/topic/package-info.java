/**
 * Following the topics: one consumer from the beginning of each, its state, and strict reading of a
 * record's JSON. What a record means is known to the packages of its subject, not here.
 */
package io.clientele.gateway.topic;
