package io.clientele.configuration;

import java.io.Serializable;
import java.time.Duration;

/**
 * At most so many in a time.
 *
 * @param count at least 1
 * @param per at least 1 ms
 */
public record Rate(int count, Duration per) implements Serializable {}
