/**
 * The place of the rule language: rules in YAML, checked and turned into Flink CEP patterns. It is
 * empty in this release.
 */
package io.clientele.rules;
