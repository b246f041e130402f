/**
 * The public research files as customers' ledgers from day to day, for tests that learn from them.
 */
package io.clientele.analytics.history;
