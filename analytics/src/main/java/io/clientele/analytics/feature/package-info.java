/**
 * What is told of a customer in numbers, for models, rules and people: the catalogue of features
 * and how each comes from where the customer stands. Nothing here is kept, and nothing compares
 * customers with each other.
 */
package io.clientele.analytics.feature;
