/** Alerts of rules and detectors: the newest of them, on the page and over HTTP. */
package io.clientele.gateway.alert;
