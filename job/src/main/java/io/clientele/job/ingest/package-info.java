/** From records to events: what comes in, what is refused, and where each event belongs. */
package io.clientele.job.ingest;
