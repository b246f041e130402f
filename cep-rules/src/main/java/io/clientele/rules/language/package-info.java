/**
 * From a text in YAML to a checked rule, or to all that is wrong with it. How a rule runs is not
 * decided here.
 */
package io.clientele.rules.language;
