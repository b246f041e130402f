/** Customers as the page shows them: the best by value, kept exact in bounded memory. */
package io.clientele.gateway.profile;
