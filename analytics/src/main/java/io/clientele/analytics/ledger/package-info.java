/**
 * What is kept of one customer, as sums over days, and what it says as of a day. Nothing here
 * compares customers with each other.
 */
package io.clientele.analytics.ledger;
