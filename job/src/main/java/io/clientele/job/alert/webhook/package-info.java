/** Alerts as signed JSON to any HTTP server, as the Standard Webhooks specification has it. */
package io.clientele.job.alert.webhook;
