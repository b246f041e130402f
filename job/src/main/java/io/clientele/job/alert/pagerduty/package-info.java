/** Alerts as events of PagerDuty's Events API v2. */
package io.clientele.job.alert.pagerduty;
