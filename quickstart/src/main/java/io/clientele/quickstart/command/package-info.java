/** The commands of {@code clientele}: what they take, what they print and how they end. */
package io.clientele.quickstart.command;
