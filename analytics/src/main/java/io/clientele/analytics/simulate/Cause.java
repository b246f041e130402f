package io.clientele.analytics.simulate;

/** Why a simulated event happens, which nobody who sees only the events can know. */
public sealed interface Cause permits Customer, Departure, Stranger, FraudIncident {}
