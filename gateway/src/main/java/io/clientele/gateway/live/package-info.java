/** The live overview: one snapshot of everything that is shown, and the stream of its changes. */
package io.clientele.gateway.live;
