package io.clientele.job.ledger;

import io.clientele.analytics.ledger.Standing;
import java.util.Optional;

/**
 * What a customer's ledger says from a day on.
 *
 * @param customerId whose it is
 * @param day the day from which on it holds
 * @param time what brought it about happened then, milliseconds since 1970
 * @param standing what it says; empty if the customer was removed
 */
public record StandingChange(String customerId, long day, long time, Optional<Standing> standing) {}
