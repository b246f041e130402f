/** The command {@code clientele rules}: from checking rules to trying them on history. */
package io.clientele.quickstart.rules;
