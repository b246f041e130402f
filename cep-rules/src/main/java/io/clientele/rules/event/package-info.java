/**
 * What rules see: events, customers, and the vocabulary of both. Where they come from is not known
 * here.
 */
package io.clientele.rules.event;
