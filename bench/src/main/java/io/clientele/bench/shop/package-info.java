/** The shop whose events are read: a broker of the run's own, and what is sent to it. */
package io.clientele.bench.shop;
