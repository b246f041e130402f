/**
 * Churn: the probability that a customer does not order within a horizon, learnt online from labels
 * that come late, measured on predictions that were made before their labels were known, beside the
 * purchase model's probability as a challenger. How purchases are modelled is not known here.
 */
package io.clientele.analytics.churn;
