/**
 * The commands that judge models on files: {@code evaluate} holds the stream's own models of a day
 * against what came after it.
 */
package io.clientele.quickstart.evaluate;
