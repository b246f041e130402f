/** Rules as patterns of Flink CEP, which define what rules mean. */
package io.clientele.rules.pattern;
