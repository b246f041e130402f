/**
 * Servers inside this process, so that one command shows the whole product without anything
 * installed: a real broker and a real time-series store, on loopback only, with everything in a
 * temporary folder that goes away with them. For trying out and for tests, not for keeping data.
 */
package io.clientele.quickstart.embedded;
