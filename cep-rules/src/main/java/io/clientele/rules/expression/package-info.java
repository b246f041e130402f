/**
 * The expressions of rules: CEL with bounds, checked against the vocabulary. Nothing here knows
 * what an expression is for.
 */
package io.clientele.rules.expression;
