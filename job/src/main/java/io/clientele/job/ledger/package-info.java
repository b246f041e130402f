/**
 * The keyed functions that see each customer's events, duplicates and the ledger, and what they
 * tell: changes of a customer's standing, and steps of the population.
 */
package io.clientele.job.ledger;
