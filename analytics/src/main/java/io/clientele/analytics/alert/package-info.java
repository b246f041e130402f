/**
 * What people are told: an alert, of a rule about a customer or of a detector about a KPI series,
 * as a value, as the JSON of the topic {@code clientele.alerts} and as bytes in state. Who raises
 * alerts and who delivers them lives elsewhere.
 */
package io.clientele.analytics.alert;
