/** Alerts to incoming webhooks of Slack and of what understands the same messages. */
package io.clientele.job.alert.slack;
