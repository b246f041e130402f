package io.clientele.quickstart.format;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How the columns of a table become events, with nothing left open: {@link TableRequest#resolve}
 * has found in the file what the user did not say.
 *
 * @param format what the file is
 * @param encoding the name of its character set; empty for UTF-8 whose wrong lines are Windows-1252
 * @param separator between the fields of CSV
 * @param headerRow which row names the columns, from 1; 0 if none does
 * @param names of all columns; of JSON lines, of those that are used
 * @param columns where each role stands, from 0
 * @param marks how the numbers of columns are written, by the column
 * @param times how times are written
 * @param refunds which rows are refunds; one of them suffices
 * @param leftOut which rows are left out; one of them suffices
 * @param amountsIn the currency of amounts that have none beside them, by ISO 4217; empty if that
 *     is the reporting currency
 * @param prefix of identifiers that are made from the number of a line: the file's name
 */
public record TableMapping(
        TableFormat format,
        String encoding,
        char separator,
        int headerRow,
        List<String> names,
        Map<ColumnRole, Integer> columns,
        Map<Integer, DecimalMark> marks,
        TimeReading times,
        List<ColumnCondition> refunds,
        List<ColumnCondition> leftOut,
        String amountsIn,
        String prefix)
        implements FileLayout {

    /** Copies what is given. */
    public TableMapping {
        names = List.copyOf(names);
        columns = Map.copyOf(columns);
        marks = Map.copyOf(marks);
        refunds = List.copyOf(refunds);
        leftOut = List.copyOf(leftOut);
    }

    @Override
    public String cliName() {
        return format.cliName();
    }

    @Override
    public Optional<String> currency() {
        return amountsIn.isEmpty() ? Optional.empty() : Optional.of(amountsIn);
    }

    /** The rows of a file, those before and with the header included. */
    TableRows rows(InputStream content) throws IOException {
        return TableFile.rows(content, format, encoding, separator, names);
    }

    /** Where times without a zone of their own happened. */
    public ZoneId zone() {
        return times.zone();
    }

    /** Whether a column has that role. */
    boolean has(ColumnRole role) {
        return columns.containsKey(role);
    }

    /** The name of the column that has that role; the role's own if none has. */
    String nameOf(ColumnRole role) {
        return has(role) ? names.get(columns.get(role)) : role.cliName();
    }

    /** How the numbers of a column are written. */
    DecimalMark markOf(int column) {
        return marks.getOrDefault(column, DecimalMark.POINT);
    }

    /** The same with what was found in the file. */
    TableMapping with(Map<Integer, DecimalMark> found, TimeReading reading) {
        return new TableMapping(
                format, encoding, separator, headerRow, names, columns, found, reading, refunds,
                leftOut, amountsIn, prefix);
    }

    /** The same with no column but those that are used. */
    TableMapping withOnlyUsedNames() {
        List<Integer> used =
                Stream.of(
                                columns.values().stream(),
                                refunds.stream().map(ColumnCondition::column),
                                leftOut.stream().map(ColumnCondition::column))
                        .flatMap(Function.identity())
                        .filter(column -> column != ColumnCondition.LINE_AMOUNT)
                        .distinct()
                        .sorted()
                        .toList();
        Map<ColumnRole, Integer> moved = new EnumMap<>(ColumnRole.class);
        columns.forEach((role, column) -> moved.put(role, used.indexOf(column)));
        return new TableMapping(
                format,
                encoding,
                separator,
                headerRow,
                used.stream().map(names::get).toList(),
                moved,
                marks,
                times,
                moved(refunds, used),
                moved(leftOut, used),
                amountsIn,
                prefix);
    }

    private static List<ColumnCondition> moved(List<ColumnCondition> all, List<Integer> used) {
        return all.stream()
                .map(at -> new ColumnCondition(at.condition(), used.indexOf(at.column())))
                .toList();
    }
}
