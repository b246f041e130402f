/**
 * How values of {@code analytics} are kept and sent by Flink: versioned serializers that outlive a
 * release. No value is known here by name.
 */
package io.clientele.job.state;
