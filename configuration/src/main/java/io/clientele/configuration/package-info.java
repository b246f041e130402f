/**
 * What Clientele can be told: each key is described once, in {@code Keys}, and from that come
 * reading, checking, the printed configuration, the help and the tables of {@code
 * docs/configuration.md}. A file and environment variables come in; a {@code Configuration}, or all
 * that is wrong with it at once, comes out. Nothing here knows Flink, Spring or the domain.
 */
package io.clientele.configuration;
