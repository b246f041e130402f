package io.clientele.quickstart.format;

import java.io.Serializable;
import java.util.Optional;

/** How a file is to be read: as one of the formats that are known, or by a mapping of columns. */
public sealed interface FileLayout extends Serializable permits EventFormat, TableMapping {

    /** The name of the format on the command line. */
    String cliName();

    /** The currency that all amounts of the file are in, by ISO 4217; empty if it has none. */
    Optional<String> currency();
}
