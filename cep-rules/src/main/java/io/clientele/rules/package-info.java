/**
 * Rules that need no Java: their language, the engine that runs them and the tests that they carry.
 * Nothing here reads topics, keeps state by itself or looks at a clock. The packages depend on one
 * another in this order: event, expression, language, pattern, engine, trial.
 */
package io.clientele.rules;
