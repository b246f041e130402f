/**
 * The whole system while machines die: failures are injected into a real broker, a real cluster and
 * a real store, and what is told in the end is compared with an undisturbed run. Nothing here is
 * part of the product.
 */
package io.clientele.quickstart.faults;
