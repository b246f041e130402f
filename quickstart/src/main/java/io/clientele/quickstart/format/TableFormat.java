package io.clientele.quickstart.format;

import java.util.Arrays;
import java.util.Optional;

/** The formats whose columns a mapping explains. */
public enum TableFormat {
    /** Rows of separated values, the columns named in the first. */
    CSV("csv"),
    /** One JSON object a line; columns are paths such as {@code customer.id}. */
    JSON_LINES("json-lines");

    private final String cliName;

    TableFormat(String cliName) {
        this.cliName = cliName;
    }

    /** The name on the command line. */
    public String cliName() {
        return cliName;
    }

    /** The format of that name; empty if it is none of these. */
    public static Optional<TableFormat> of(String cliName) {
        return Arrays.stream(values()).filter(table -> table.cliName.equals(cliName)).findFirst();
    }
}
