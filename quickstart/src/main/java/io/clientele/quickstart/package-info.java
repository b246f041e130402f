/** The command line: what a user types, and the one process that it starts. */
package io.clientele.quickstart;
