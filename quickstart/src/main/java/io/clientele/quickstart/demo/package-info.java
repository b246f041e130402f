/** The whole system by one command: broker, cluster, store, gateway and what feeds them. */
package io.clientele.quickstart.demo;
