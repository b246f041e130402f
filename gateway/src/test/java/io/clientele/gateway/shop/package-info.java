/** What tests feed the gateway with: a real broker in the process, and a shop that is made up. */
package io.clientele.gateway.shop;
