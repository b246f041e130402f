/** The keyed functions that see each customer's events: duplicates, and the ledger. */
package io.clientele.job.ledger;
