/**
 * Files as events: every known format becomes track JSON records, so that whatever reads a file
 * afterwards, replay, conversion or Kafka, meets the same bytes and the same parser. Nothing here
 * knows what an event means.
 */
package io.clientele.quickstart.format;
