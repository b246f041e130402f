/** The Grafana dashboards, held to Grafana's rules and asked of a real InfluxDB. */
package io.clientele.quickstart.dashboards;
