/**
 * The benchmark: what is measured, in which order, and the table. It never leaves loopback, and
 * nothing that is shipped depends on it.
 */
package io.clientele.bench;
