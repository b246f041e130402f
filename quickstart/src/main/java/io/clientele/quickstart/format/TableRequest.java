package io.clientele.quickstart.format;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a user says about a table; what is not said is found in the file.
 *
 * @param format what the file is; empty for CSV
 * @param columns which columns are meant
 * @param refundWhen conditions of refunds, such as {@code Status=refunded}
 * @param leaveOutWhen conditions of rows to leave out
 * @param timeFormat a style or a pattern
 * @param zone where times without a zone happened
 * @param separator of CSV: a character or its name
 * @param encoding a character set
 * @param decimal the mark before decimals: a point or a comma
 * @param amountsIn the currency of amounts that name none
 * @param header {@code false} if no row names the columns
 */
public record TableRequest(
        Optional<TableFormat> format,
        List<Choice> columns,
        List<String> refundWhen,
        List<String> leaveOutWhen,
        Optional<String> timeFormat,
        Optional<ZoneId> zone,
        Optional<String> separator,
        Optional<String> encoding,
        Optional<String> decimal,
        Optional<String> amountsIn,
        Optional<Boolean> header) {

    /**
     * A role and its column.
     *
     * @param role as the user wrote it
     * @param names of the column, the first that the file has; {@code #3} is the third
     */
    public record Choice(String role, List<String> names) {}

    /** Nothing said. */
    public static final TableRequest EMPTY =
            new TableRequest(
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** Copies what is given. */
    public TableRequest {
        columns = List.copyOf(columns);
        refundWhen = List.copyOf(refundWhen);
        leaveOutWhen = List.copyOf(leaveOutWhen);
    }

    /** This, and where it says nothing, another. */
    public TableRequest over(TableRequest other) {
        List<Choice> both = new ArrayList<>(columns);
        for (Choice choice : other.columns) {
            if (columns.stream().noneMatch(own -> own.role().equals(choice.role()))) {
                both.add(choice);
            }
        }
        return new TableRequest(
                format.or(other::format),
                both,
                refundWhen.isEmpty() ? other.refundWhen : refundWhen,
                leaveOutWhen.isEmpty() ? other.leaveOutWhen : leaveOutWhen,
                timeFormat.or(other::timeFormat),
                zone.or(other::zone),
                separator.or(other::separator),
                encoding.or(other::encoding),
                decimal.or(other::decimal),
                amountsIn.or(other::amountsIn),
                header.or(other::header));
    }

    /**
     * Reads {@code customer=COLUMN,order="A column, with a comma"}.
     *
     * @throws MappingException naming each part that cannot be read
     */
    public static List<Choice> columns(String text) {
        List<Choice> choices = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String part : parts(text)) {
            int equals = part.indexOf('=');
            String name = part.substring(equals + 1).strip();
            if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
                name = name.substring(1, name.length() - 1).replace("\"\"", "\"");
            }
            if (equals < 1 || name.isEmpty()) {
                problems.add(
                        "\"%s\", expected ROLE=COLUMN; a column with a comma is quoted: customer=\"Name, No\""
                                .formatted(part.strip()));
            } else {
                choices.add(new Choice(part.substring(0, equals).strip(), List.of(name)));
            }
        }
        if (!problems.isEmpty()) {
            throw new MappingException("--map", problems);
        }
        return choices;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int index = 0; index < text.length(); index++) {
            char next = text.charAt(index);
            // A quote opens only where a name begins: 5" pipe is a name.
            boolean opens = next == '"' && index > 0 && text.charAt(index - 1) == '=';
            if (quoted ? next == '"' : opens) {
                quoted = !quoted;
            } else if (next == ',' && !quoted) {
                parts.add(text.substring(from, index));
                from = index + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    /**
     * Looks into the file for what is not said.
     *
     * @throws MappingException with everything that is wrong
     * @throws IOException if the file cannot be read
     */
    public TableMapping resolve(Path file) throws IOException {
        return new TableResolution(this, file).mapping();
    }
}
