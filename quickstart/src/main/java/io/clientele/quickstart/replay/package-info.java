/**
 * The main job over a file, without servers: the file as a Flink source, and the results as files.
 */
package io.clientele.quickstart.replay;
