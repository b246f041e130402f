package io.clientele.quickstart.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CsvReaderProperties {

    @Provide
    Arbitrary<List<List<String>>> tables() {
        return Arbitraries.strings()
                .withChars('a', 'ü', '€', '"', ',', ';', '\t', '|', ' ', '\n', '\'')
                .ofMaxLength(8)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<Character> separators() {
        return Arbitraries.of(',', ';', '\t', '|');
    }

    @Property(tries = 500)
    void what_was_written_is_read(
            @ForAll @From("tables") List<List<String>> table,
            @ForAll @From("separators") char separator,
            @ForAll boolean windowsLineEnds)
            throws IOException {
        String text =
                table.stream()
                        .map(row -> written(row, separator))
                        .collect(Collectors.joining("\n"));
        List<List<String>> expected =
                table.stream().map(row -> (List<String>) new ArrayList<>(row)).toList();

        List<List<String>> read =
                read(windowsLineEnds ? text.replace("\n", "\r\n") : text, separator);

        assertThat(read).isEqualTo(expected);
    }

    @Property(tries = 300)
    void whatever_the_bytes_are_every_line_is_in_a_row_or_refused(
            @ForAll @From("tables") List<List<String>> table) throws IOException {
        String text =
                table.stream().map(row -> String.join(",", row)).collect(Collectors.joining("\n"));
        CsvReader reader =
                new CsvReader(new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8))));
        long last = 0;
        StringBuilder all = new StringBuilder();
        for (Optional<TableRow> row = reader.next(); row.isPresent(); row = reader.next()) {
            assertThat(row.get().line()).isGreaterThan(last);
            last = row.get().line();
            all.append(
                            row.get() instanceof TableRow.Fields fields
                                    ? fields.text()
                                    : new String(
                                            ((TableRow.Malformed) row.get()).record().value(),
                                            UTF_8))
                    .append('\n');
        }
        assertThat(all.toString().lines().filter(line -> !line.isBlank()).toList())
                .isEqualTo(text.lines().filter(line -> !line.isBlank()).toList());
    }

    private static String written(List<String> row, char separator) {
        return row.stream()
                .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(String.valueOf(separator)));
    }

    private static List<List<String>> read(String text, char separator) throws IOException {
        CsvReader reader =
                new CsvReader(
                        new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8))), separator);
        List<List<String>> rows = new ArrayList<>();
        for (Optional<TableRow> row = reader.next(); row.isPresent(); row = reader.next()) {
            rows.add(new ArrayList<>(((TableRow.Fields) row.get()).fields()));
        }
        return rows;
    }
}
