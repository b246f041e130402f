package io.clientele.quickstart.format;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the first rows of a table are understood, for a person. */
public final class TablePreview {
    private static final int WIDEST = 32;

    private TablePreview() {}

    /**
     * Describes a mapping and the first rows of its file.
     *
     * @param rows how many at most
     */
    public static String of(TableMapping mapping, Path path, int rows) throws IOException {
        StringBuilder text = new StringBuilder();
        describe(mapping, text);
        List<String[]> table = new ArrayList<>();
        table.add(
                new String[] {
                    "line", "is", "order", "customer", "time (UTC)", "amount", "currency", "product"
                });
        RowReader reader = new RowReader(mapping);
        try (CompressedFile file = CompressedFile.open(path)) {
            TableRows all = mapping.rows(file.content());
            for (int row = 0; row < mapping.headerRow(); row++) {
                all.next();
            }
            Optional<TableRow> row = all.next();
            for (int shown = 0; shown < rows && row.isPresent(); shown++) {
                table.add(cells(mapping, reader, row.get()));
                row = all.next();
            }
        }
        write(table, text);
        return text.toString();
    }

    private static void describe(TableMapping mapping, StringBuilder text) {
        text.append("format    ").append(mapping.cliName());
        if (mapping.format() == TableFormat.CSV) {
            text.append(", separated by ").append(separator(mapping.separator()));
            text.append(
                    mapping.headerRow() == 0
                            ? ", without a header"
                            : ", header in row " + mapping.headerRow());
        }
        text.append(", encoding ")
                .append(
                        mapping.encoding().isEmpty()
                                ? "UTF-8 (else Windows-1252)"
                                : mapping.encoding())
                .append('\n');
        Map<ColumnRole, Integer> columns = new TreeMap<>(mapping.columns());
        columns.forEach(
                (role, column) -> {
                    text.append(
                            "%-9s column \"%s\"".formatted(role.cliName(), mapping.nameOf(role)));
                    if (mapping.marks().containsKey(column)) {
                        text.append(", decimal %s".formatted(mapping.markOf(column).mark()));
                    }
                    if (role == ColumnRole.TIME) {
                        text.append(", ").append(mapping.times().description());
                    }
                    text.append('\n');
                });
        if (!mapping.has(ColumnRole.ORDER)) {
            text.append("order     each row is one\n");
        }
        mapping.refunds()
                .forEach(at -> text.append("refund    ").append(at.condition()).append('\n'));
        mapping.leftOut()
                .forEach(at -> text.append("left out  ").append(at.condition()).append('\n'));
        text.append('\n');
    }

    private static String separator(char separator) {
        return separator == '\t' ? "tab" : "\"" + separator + "\"";
    }

    private static String[] cells(TableMapping mapping, RowReader reader, TableRow row) {
        String line = String.valueOf(row.line());
        if (row instanceof TableRow.Malformed malformed) {
            return new String[] {
                line, "refused: " + malformed.record().refusal().orElseThrow().message()
            };
        }
        RowMeaning meaning = reader.read((TableRow.Fields) row);
        if (meaning instanceof RowMeaning.LeftOut out) {
            return new String[] {line, "left out: " + out.why()};
        }
        if (meaning instanceof RowMeaning.Refused refused) {
            String field = refused.why().field();
            String message = refused.why().message();
            return new String[] {
                line, "refused: " + (field.isEmpty() ? message : field + ": " + message)
            };
        }
        if (meaning instanceof RowMeaning.Line part) {
            return new String[] {
                line,
                part.refund() ? "refund" : "order",
                part.order().isEmpty() ? mapping.prefix() + ":" + line : part.order(),
                part.customer().isEmpty() ? "(none)" : part.customer(),
                part.time().isEmpty()
                        ? "(as the order)"
                        : Instant.ofEpochMilli(part.time().getAsLong()).toString(),
                part.total()
                        .or(part::amount)
                        .map(BigDecimal::toPlainString)
                        .orElse("(as the order)"),
                part.currency().isEmpty() ? "(reporting)" : part.currency(),
                String.join(
                        " ",
                        List.of(part.product(), part.name(), part.category()).stream()
                                .filter(each -> !each.isEmpty())
                                .toList())
            };
        }
        return new String[] {line, "blank"};
    }

    private static void write(List<String[]> table, StringBuilder text) {
        int[] widths = new int[table.get(0).length];
        for (String[] cells : table) {
            for (int column = 0; column < cells.length && cells.length > 2; column++) {
                widths[column] = Math.max(widths[column], shown(cells[column]).length());
            }
        }
        for (String[] cells : table) {
            String line =
                    cells.length == 2
                            ? "%-4s  %s".formatted(cells[0], cells[1].replace('\n', ' '))
                            : join(cells, widths);
            text.append(line.stripTrailing()).append('\n');
        }
    }

    private static String join(String[] cells, int[] widths) {
        int[] column = {0};
        return Arrays.stream(cells)
                .map(cell -> pad(shown(cell), Math.max(widths[column[0]++], 4)))
                .collect(Collectors.joining("  "));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > WIDEST ? line.substring(0, WIDEST - 1) + "…" : line;
    }
}
