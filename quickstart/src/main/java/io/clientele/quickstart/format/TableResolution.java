package io.clientele.quickstart.format;

import io.clientele.analytics.event.ReportingCurrency;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Makes a mapping of what a user says and what the file shows. Used once. */
final class TableResolution {
    private static final int ROWS_BEFORE_HEADER = 20;
    private static final int ROWS_LOOKED_AT = 10_000;
    private static final int JSON_LINES_LOOKED_AT = 1_000;
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final Map<String, Character> SEPARATOR_NAMES =
            Map.of("tab", '\t', "\\t", '\t', "comma", ',', "semicolon", ';', "pipe", '|');
    private static final List<ColumnRole> NUMBERS =
            List.of(
                    ColumnRole.AMOUNT,
                    ColumnRole.TOTAL,
                    ColumnRole.PRICE,
                    ColumnRole.QUANTITY,
                    ColumnRole.REFUNDED);
    private static final List<ColumnRole> AMOUNTS =
            List.of(ColumnRole.AMOUNT, ColumnRole.TOTAL, ColumnRole.PRICE);

    private final TableRequest request;
    private final Path path;
    private final TableFormat format;
    private final List<String> problems = new ArrayList<>();
    private final Map<ColumnRole, Integer> columns = new EnumMap<>(ColumnRole.class);
    private String encoding = "";
    private char separator = ',';
    private int headerRow;
    private List<String> names = List.of();

    TableResolution(TableRequest request, Path path) {
        this.request = request;
        this.path = path;
        this.format = request.format().orElse(TableFormat.CSV);
    }

    TableMapping mapping() throws IOException {
        encoding = encoding();
        Map<ColumnRole, List<String>> wanted = wanted();
        List<RowCondition> refundWhen = conditions("refund-when", request.refundWhen());
        List<RowCondition> leaveOutWhen = conditions("leave-out-when", request.leaveOutWhen());
        Set<String> searched = new LinkedHashSet<>();
        wanted.values().forEach(searched::addAll);
        List<RowCondition> both = new ArrayList<>(refundWhen);
        both.addAll(leaveOutWhen);
        both.stream()
                .map(RowCondition::column)
                .filter(name -> ColumnRole.of(name).isEmpty())
                .forEach(searched::add);
        Optional<Character> said = separator();
        boolean readable = problems.isEmpty() || !problems.get(0).startsWith("encoding");
        if (readable && format == TableFormat.CSV) {
            findHeader(searched, said);
        } else if (readable) {
            findPaths(searched);
        }
        findColumns(wanted);
        List<ColumnCondition> refunds = placed("refund-when", refundWhen);
        List<ColumnCondition> leftOut = placed("leave-out-when", leaveOutWhen);
        Optional<DecimalMark> mark = decimal();
        TimeReading times = times();
        String amountsIn = amountsIn();
        if (!problems.isEmpty()) {
            throw new MappingException(
                    path.getFileName().toString(),
                    problems,
                    names.isEmpty() ? List.of() : List.of("columns found: " + shown(names)));
        }
        TableMapping open =
                new TableMapping(
                        format,
                        encoding,
                        separator,
                        headerRow,
                        names,
                        columns,
                        Map.of(),
                        times,
                        refunds,
                        leftOut,
                        amountsIn,
                        path.getFileName().toString());
        return lookedUp(open, mark);
    }

    private String encoding() throws IOException {
        if (request.encoding().isPresent()) {
            String said = request.encoding().get();
            try {
                return Charset.forName(said).name();
            } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
                problems.add(
                        "encoding: \"%s\", expected a character set such as UTF-8 or windows-1252"
                                .formatted(said));
                return "";
            }
        }
        try (CompressedFile file = CompressedFile.open(path)) {
            return TableFile.encoding(file.content());
        }
    }

    private Optional<Character> separator() {
        if (request.separator().isEmpty()) {
            return Optional.empty();
        }
        String said = request.separator().get();
        Character named = SEPARATOR_NAMES.get(said.toLowerCase(Locale.ROOT));
        if (named == null && said.length() == 1 && said.charAt(0) != '"') {
            named = said.charAt(0);
        }
        if (named == null) {
            problems.add(
                    "separator: \"%s\", expected one character, or comma, semicolon, tab or pipe"
                            .formatted(said));
        }
        return Optional.ofNullable(named);
    }

    private Optional<DecimalMark> decimal() {
        if (request.decimal().isEmpty()) {
            return Optional.empty();
        }
        return switch (request.decimal().get().toLowerCase(Locale.ROOT)) {
            case ".", "point" -> Optional.of(DecimalMark.POINT);
            case ",", "comma" -> Optional.of(DecimalMark.COMMA);
            default -> {
                problems.add("decimal: \"%s\", expected . or ,".formatted(request.decimal().get()));
                yield Optional.empty();
            }
        };
    }

    /** The style is DAY_FIRST until the file has been looked at. */
    private TimeReading times() {
        ZoneId zone = request.zone().orElse(ZoneId.of("UTC"));
        String said = request.timeFormat().orElse("auto");
        for (TimeReading.Style style : TimeReading.Style.values()) {
            if (style.cliName().equalsIgnoreCase(said) && style != TimeReading.Style.PATTERN) {
                return new TimeReading(style, "", zone);
            }
        }
        if (!said.equalsIgnoreCase("auto")) {
            try {
                TimeReader.formatter(said);
                return new TimeReading(TimeReading.Style.PATTERN, said, zone);
            } catch (IllegalArgumentException noPattern) {
                problems.add(
                        ("time-format: \"%s\", expected auto, day-first, month-first,"
                                        + " epoch-seconds, epoch-millis, spreadsheet-days or a pattern such as dd.MM.yyyy HH:mm (%s)")
                                .formatted(said, noPattern.getMessage()));
            }
        }
        return new TimeReading(TimeReading.Style.DAY_FIRST, "", zone);
    }

    private String amountsIn() {
        String code = DecimalMark.currency(request.amountsIn().orElse(""));
        if (!code.isEmpty()) {
            try {
                ReportingCurrency.only(code);
            } catch (IllegalArgumentException unknown) {
                problems.add(
                        "amounts-in: \"%s\", expected an ISO 4217 code such as EUR"
                                .formatted(code));
            }
        }
        return code;
    }

    /** The columns of each role, as the user wants them. */
    private Map<ColumnRole, List<String>> wanted() {
        Map<ColumnRole, List<String>> wanted = new LinkedHashMap<>();
        for (TableRequest.Choice choice : request.columns()) {
            Optional<ColumnRole> role = ColumnRole.of(choice.role());
            if (role.isEmpty()) {
                problems.add(
                        "%s: no role of that name%s; roles are %s"
                                .formatted(
                                        choice.role(),
                                        suggestion(choice.role(), ColumnRole.names()),
                                        String.join(", ", ColumnRole.names())));
            } else if (wanted.containsKey(role.get())) {
                problems.add(
                        "%s: given twice, as \"%s\" and \"%s\""
                                .formatted(
                                        choice.role(),
                                        wanted.get(role.get()).get(0),
                                        choice.names().get(0)));
            } else {
                wanted.put(role.get(), choice.names());
            }
        }
        requireRoles(wanted.keySet());
        return wanted;
    }

    private void requireRoles(Set<ColumnRole> roles) {
        for (ColumnRole role : List.of(ColumnRole.CUSTOMER, ColumnRole.TIME)) {
            if (!roles.contains(role)) {
                problems.add(
                        "%s: not given, expected a column: --map %s=COLUMN"
                                .formatted(role.cliName(), role.cliName()));
            }
        }
        List<String> amounts =
                AMOUNTS.stream().filter(roles::contains).map(ColumnRole::cliName).toList();
        if (amounts.isEmpty()) {
            problems.add(
                    "amount: not given, expected amount=COLUMN (of the row), total=COLUMN (of"
                            + " the whole order) or price=COLUMN and quantity=COLUMN");
        } else if (amounts.size() > 1) {
            problems.add(
                    "%s: given together, expected one of them"
                            .formatted(String.join(" and ", amounts)));
        }
    }

    private List<RowCondition> conditions(String setting, List<String> texts) {
        List<RowCondition> conditions = new ArrayList<>();
        for (String text : texts) {
            try {
                conditions.add(RowCondition.of(text));
            } catch (IllegalArgumentException wrong) {
                problems.add(setting + ": " + wrong.getMessage());
            }
        }
        return conditions;
    }

    /** Finds the separator and the header: the row that has most of the columns searched for. */
    private void findHeader(Set<String> searched, Optional<Character> said) throws IOException {
        boolean named = request.header().orElse(true);
        long best = -1;
        for (char candidate : said.map(List::of).orElse(SEPARATORS)) {
            List<List<String>> rows = firstRows(candidate);
            for (int row = 0; row < (named ? rows.size() : Math.min(1, rows.size())); row++) {
                List<String> header = rows.get(row).stream().map(String::strip).toList();
                long found =
                        named
                                ? searched.stream()
                                        .filter(name -> !places(name, header).isEmpty())
                                        .count()
                                : 0;
                if (row > 0 && found == 0) {
                    continue;
                }
                long score = found * 1_000_000 + Math.min(header.size(), 999) * 1_000L - row;
                if (score > best) {
                    best = score;
                    separator = candidate;
                    names = header;
                    headerRow = named ? row + 1 : 0;
                }
            }
        }
        if (best < 0) {
            problems.add("the file is empty, expected a table");
        } else if (!named) {
            names =
                    IntStream.rangeClosed(1, names.size())
                            .mapToObj(column -> "#" + column)
                            .toList();
        }
    }

    private List<List<String>> firstRows(char candidate) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CompressedFile file = CompressedFile.open(path)) {
            TableRows all = TableFile.rows(file.content(), format, encoding, candidate, List.of());
            while (rows.size() < ROWS_BEFORE_HEADER) {
                Optional<TableRow> row = all.next();
                if (row.isEmpty()) {
                    break;
                }
                rows.add(row.get() instanceof TableRow.Fields fields ? fields.fields() : List.of());
            }
        }
        return rows;
    }

    /** Finds the paths of the fields of JSON lines. */
    private void findPaths(Set<String> searched) throws IOException {
        Set<String> found = new LinkedHashSet<>();
        try (CompressedFile file = CompressedFile.open(path)) {
            TableRows rows = TableFile.rows(file.content(), format, encoding, ',', List.of());
            for (int line = 0; line < JSON_LINES_LOOKED_AT; line++) {
                Optional<TableRow> row = rows.next();
                if (row.isEmpty()) {
                    break;
                }
                if (row.get() instanceof TableRow.Fields fields) {
                    found.addAll(JsonRows.paths(fields.text()));
                }
            }
        }
        if (found.isEmpty()) {
            problems.add("the file has no JSON object in its first lines, expected one a line");
        }
        names = List.copyOf(found);
        Set<String> arrays = JsonRows.arrays(List.copyOf(searched));
        if (arrays.size() > 1) {
            problems.add(
                    "%s: elements of several arrays, expected one"
                            .formatted(String.join(" and ", arrays)));
        }
    }

    /** Places the roles. */
    private void findColumns(Map<ColumnRole, List<String>> wanted) {
        Map<Integer, ColumnRole> taken = new HashMap<>();
        for (Map.Entry<ColumnRole, List<String>> choice : wanted.entrySet()) {
            if (names.isEmpty()) {
                return;
            }
            ColumnRole role = choice.getKey();
            Optional<Integer> column = place(role.cliName(), choice.getValue());
            if (column.isPresent()) {
                columns.put(role, column.get());
                ColumnRole other = taken.put(column.get(), role);
                if (other != null) {
                    problems.add(
                            "%s and %s: both are column \"%s\", expected a column for each"
                                    .formatted(
                                            other.cliName(),
                                            role.cliName(),
                                            names.get(column.get())));
                }
            }
        }
    }

    /** Where the first of the alternatives stands; a problem if none does. */
    private Optional<Integer> place(String what, List<String> alternatives) {
        for (String name : alternatives) {
            List<Integer> places = places(name, names);
            if (places.size() > 1) {
                problems.add(
                        ("%s: column \"%s\" stands in the header more than once, at"
                                        + " %s; say which, such as %s=#%d")
                                .formatted(
                                        what,
                                        name,
                                        String.join(
                                                " and ",
                                                places.stream()
                                                        .map(place -> "#" + (place + 1))
                                                        .toList()),
                                        what,
                                        places.get(0) + 1));
                return Optional.empty();
            }
            if (places.size() == 1) {
                return Optional.of(places.get(0));
            }
        }
        problems.add(
                "%s: no column \"%s\"%s"
                        .formatted(
                                what,
                                String.join("\" or \"", alternatives),
                                suggestion(alternatives.get(0), names)));
        return Optional.empty();
    }

    private List<ColumnCondition> placed(String setting, List<RowCondition> conditions) {
        List<ColumnCondition> placed = new ArrayList<>();
        for (RowCondition condition : conditions) {
            if (names.isEmpty()) {
                break;
            }
            Optional<ColumnRole> role = ColumnRole.of(condition.column());
            if (role.isPresent() && places(condition.column(), names).isEmpty()) {
                if (columns.containsKey(role.get())) {
                    placed.add(new ColumnCondition(condition, columns.get(role.get())));
                    continue;
                }
                if (role.get() == ColumnRole.AMOUNT && condition.comparesNumbers()) {
                    placed.add(new ColumnCondition(condition, ColumnCondition.LINE_AMOUNT));
                    continue;
                }
            }
            place(setting, List.of(condition.column()))
                    .ifPresent(column -> placed.add(new ColumnCondition(condition, column)));
        }
        return placed;
    }

    /** Where a column stands: by its number, its name, or its name in another case. */
    private static List<Integer> places(String name, List<String> header) {
        if (name.matches("#[0-9]{1,4}") && !header.contains(name)) {
            int number = Integer.parseInt(name.substring(1));
            return number >= 1 && number <= header.size() ? List.of(number - 1) : List.of();
        }
        List<Integer> exact = new ArrayList<>();
        List<Integer> similar = new ArrayList<>();
        for (int column = 0; column < header.size(); column++) {
            if (header.get(column).equals(name.strip())) {
                exact.add(column);
            }
            if (normal(header.get(column)).equals(normal(name))) {
                similar.add(column);
            }
        }
        return exact.isEmpty() ? similar : exact;
    }

    private static String normal(String name) {
        return name.replace('\u00A0', ' ').strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static String suggestion(String name, List<String> known) {
        String nearest = "";
        int least = Math.max(2, name.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(normal(candidate), normal(name));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? "" : ", did you mean \"%s\"?".formatted(nearest);
    }

    /** One that holds the other is near, however long. */
    private static int distance(String one, String other) {
        boolean within =
                Math.min(one.length(), other.length()) > 2
                        && (one.contains(other) || other.contains(one));
        return within ? 1 : LevenshteinDistance.getDefaultInstance().apply(one, other);
    }

    private static String shown(List<String> names) {
        String all = String.join(" | ", names);
        return all.length() > 2_000 ? all.substring(0, 2_000) + " ..." : all;
    }

    /** What the file shows: how numbers and times are written. */
    private TableMapping lookedUp(TableMapping open, Optional<DecimalMark> said)
            throws IOException {
        Map<Integer, DecimalEvidence> numbers = numberColumns(open);
        TimeEvidence dates = new TimeEvidence();
        boolean searchDates = request.timeFormat().orElse("auto").equalsIgnoreCase("auto");
        TableMapping complete = open;
        if (format == TableFormat.JSON_LINES) {
            complete = open.withOnlyUsedNames();
            numbers = numberColumns(complete);
        }
        int timeColumn = complete.columns().get(ColumnRole.TIME);
        try (CompressedFile file = CompressedFile.open(path)) {
            TableRows rows = complete.rows(file.content());
            for (int row = 0; row < headerRow; row++) {
                rows.next();
            }
            long looked = 0;
            boolean undecided = true;
            for (Optional<TableRow> row = rows.next();
                    row.isPresent() && (looked < ROWS_LOOKED_AT || undecided);
                    row = rows.next()) {
                if (row.get() instanceof TableRow.Fields fields
                        && fields.fields().size() >= complete.names().size()) {
                    numbers.forEach(
                            (column, seen) -> seen.add(fields.fields().get(column).strip()));
                    dates.add(fields.fields().get(timeColumn));
                }
                if (++looked >= ROWS_LOOKED_AT) {
                    undecided =
                            (searchDates && dates.needsMore())
                                    || numbers.values().stream()
                                            .anyMatch(DecimalEvidence::needsMore);
                }
            }
        }
        Map<Integer, DecimalMark> marks = marks(complete, numbers, said);
        TimeReading.Style style =
                searchDates ? style(dates, complete, marks) : complete.times().style();
        if (!problems.isEmpty()) {
            throw new MappingException(path.getFileName().toString(), problems);
        }
        return complete.with(
                marks, new TimeReading(style, complete.times().pattern(), complete.times().zone()));
    }

    private static Map<Integer, DecimalEvidence> numberColumns(TableMapping mapping) {
        Map<Integer, DecimalEvidence> numbers = new LinkedHashMap<>();
        for (ColumnRole role : NUMBERS) {
            if (mapping.has(role)) {
                numbers.put(mapping.columns().get(role), new DecimalEvidence());
            }
        }
        List<ColumnCondition> conditions = new ArrayList<>(mapping.refunds());
        conditions.addAll(mapping.leftOut());
        for (ColumnCondition at : conditions) {
            if (at.condition().comparesNumbers() && at.column() != ColumnCondition.LINE_AMOUNT) {
                numbers.putIfAbsent(at.column(), new DecimalEvidence());
            }
        }
        return numbers;
    }

    private Map<Integer, DecimalMark> marks(
            TableMapping mapping,
            Map<Integer, DecimalEvidence> numbers,
            Optional<DecimalMark> said) {
        DecimalEvidence all = new DecimalEvidence();
        numbers.values().forEach(all::add);
        // JSON's own numbers have a point.
        Optional<DecimalMark> last =
                format == TableFormat.JSON_LINES
                        ? Optional.of(DecimalMark.POINT)
                        : Optional.empty();
        Map<Integer, DecimalMark> marks = new HashMap<>();
        for (Map.Entry<Integer, DecimalEvidence> column : numbers.entrySet()) {
            Optional<DecimalMark> mark =
                    said.or(() -> column.getValue().decisive())
                            .or(all::decisive)
                            .or(() -> last)
                            .or(() -> column.getValue().likely());
            if (mark.isEmpty() && column.getValue().needsMore()) {
                problems.add(
                        ("decimal: column \"%s\" may be read with a decimal point or a"
                                        + " decimal comma; say which: --decimal . or --decimal ,")
                                .formatted(mapping.names().get(column.getKey())));
            }
            marks.put(column.getKey(), mark.orElse(DecimalMark.POINT));
        }
        return marks;
    }

    private TimeReading.Style style(
            TimeEvidence dates, TableMapping mapping, Map<Integer, DecimalMark> marks) {
        Optional<TimeReading.Style> style = dates.style();
        if (style.isPresent()) {
            return style.get();
        }
        if (dates.isAmbiguous() && !marks.containsValue(DecimalMark.COMMA)) {
            problems.add(
                    ("time-format: column \"%s\" may have the day first or the month"
                                    + " first, as in \"%s\"; say which: --time-format day-first or month-first")
                            .formatted(mapping.nameOf(ColumnRole.TIME), dates.example()));
        }
        // Where commas stand before decimals, the day stands before the month.
        return TimeReading.Style.DAY_FIRST;
    }
}
