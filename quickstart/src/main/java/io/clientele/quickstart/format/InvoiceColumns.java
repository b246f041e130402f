package io.clientele.quickstart.format;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where Online Retail's columns stand, found by their names in either edition, in any case and
 * order; other columns may stand between.
 *
 * @param count of all columns
 */
record InvoiceColumns(
        int count,
        int invoice,
        int stockCode,
        int description,
        int quantity,
        int date,
        int price,
        int customer,
        int country) {

    /**
     * Finds the columns in the first row of the file.
     *
     * @throws IOException naming what is missing
     */
    static InvoiceColumns of(Optional<TableRow> header) throws IOException {
        if (header.isEmpty()) {
            throw new IOException("empty, expected a header with InvoiceNo, StockCode ...");
        }
        if (!(header.get() instanceof TableRow.Fields row)) {
            throw new IOException("line 1 is not CSV, expected a header with InvoiceNo ...");
        }
        List<String> names =
                row.fields().stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT).replace(" ", ""))
                        .toList();
        return new InvoiceColumns(
                names.size(),
                find(names, "InvoiceNo", "Invoice"),
                find(names, "StockCode"),
                find(names, "Description"),
                find(names, "Quantity"),
                find(names, "InvoiceDate"),
                find(names, "UnitPrice", "Price"),
                find(names, "CustomerID"),
                find(names, "Country"));
    }

    private static int find(List<String> names, String... alternatives) throws IOException {
        for (String alternative : alternatives) {
            int index = names.indexOf(alternative.toLowerCase(Locale.ROOT));
            if (index >= 0) {
                return index;
            }
        }
        String found = String.join(", ", names);
        throw new IOException(
                "the header has no column %s, expected InvoiceNo, StockCode, Description, Quantity,"
                                .formatted(String.join(" or ", alternatives))
                        + " InvoiceDate, UnitPrice, CustomerID, Country; found "
                        + (found.length() > 200 ? found.substring(0, 200) + "..." : found));
    }
}
