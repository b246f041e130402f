package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;

/**
 * An alert that a channel did not get.
 *
 * @param channel its name
 * @param reason why, in a sentence without secrets
 * @param attempts how many were made
 */
public record Undelivered(String channel, String reason, long attempts, Alert alert) {}
