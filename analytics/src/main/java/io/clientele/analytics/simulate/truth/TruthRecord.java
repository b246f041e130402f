package io.clientele.analytics.simulate.truth;

/** A line of a truth file, described in {@code docs/simulator.md}. */
public sealed interface TruthRecord permits RunTruth, CustomerTruth, FraudTruth, AnomalyTruth {}
