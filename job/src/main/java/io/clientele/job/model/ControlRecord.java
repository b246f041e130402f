package io.clientele.job.model;

import java.util.Optional;

/**
 * A record that asks for a version of a model, as it is.
 *
 * @param kind the kind of model, the key of its record
 * @param value what is asked for, UTF-8 JSON; empty if nothing is any longer
 * @param position where it stands among the records
 */
public record ControlRecord(String kind, Optional<byte[]> value, long position) {}
