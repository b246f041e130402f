package io.clientele.quickstart.format;

import java.io.Serializable;

/**
 * A condition with the place of its column.
 *
 * @param column from 0; {@link #LINE_AMOUNT} for what the row comes to
 */
record ColumnCondition(RowCondition condition, int column) implements Serializable {
    static final int LINE_AMOUNT = -1;
}
