/**
 * The models of one shop together: the panel of customers that they are trained on, the trainer,
 * and what it hands out for scoring. Each model's own mathematics lives in its own package.
 */
package io.clientele.analytics.model;
