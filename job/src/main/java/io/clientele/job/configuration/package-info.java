/**
 * How programs get their configuration: the option {@code --config}, the entry of a Flink job, and
 * {@code clientele config}. The keys themselves are in {@code io.clientele.configuration}.
 */
package io.clientele.job.configuration;
