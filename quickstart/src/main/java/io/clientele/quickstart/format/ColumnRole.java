package io.clientele.quickstart.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of a table says about an order. */
public enum ColumnRole {
    /** Who bought. A row without one is an anonymous order. */
    CUSTOMER,
    /** The number of the order; rows with the same one are one order. */
    ORDER,
    /** When it happened: day and time, or the day alone. */
    TIME,
    /** The time of day, where it has a column of its own. */
    CLOCK,
    /** What the row comes to; the rows of an order are summed. */
    AMOUNT,
    /** What the whole order comes to, on one or all of its rows; counted once. */
    TOTAL,
    /** Of one piece; times the quantity it is the row's amount. */
    PRICE,
    /** How many pieces. */
    QUANTITY,
    /** What of the whole order was given back, on one or all of its rows; counted once. */
    REFUNDED,
    /** Of the amounts, as ISO 4217 code or sign. */
    CURRENCY,
    /** The number of the article. */
    PRODUCT,
    /** What the article is called. */
    NAME,
    /** What kind of article it is. */
    CATEGORY;

    /** The name in a mapping, such as {@code customer}. */
    public String cliName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that name; empty if there is none. */
    static Optional<ColumnRole> of(String cliName) {
        return Arrays.stream(values())
                .filter(role -> role.cliName().equalsIgnoreCase(cliName.strip()))
                .findFirst();
    }

    /** The names of all roles. */
    static List<String> names() {
        return Arrays.stream(values()).map(ColumnRole::cliName).toList();
    }
}
