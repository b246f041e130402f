/** Runs the tests that rules carry, through the engine. */
package io.clientele.rules.trial;
