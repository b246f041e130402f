/**
 * The gateway: follows the job's output topics and serves the live page. It meets the job in Kafka
 * topics only; no class of the job, of the quickstart or of Flink may be used here.
 */
package io.clientele.gateway;
