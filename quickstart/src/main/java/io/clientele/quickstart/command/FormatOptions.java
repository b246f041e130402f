package io.clientele.quickstart.command;

import io.clientele.quickstart.format.EventFormat;
import io.clientele.quickstart.format.FileLayout;
import io.clientele.quickstart.format.MappingException;
import io.clientele.quickstart.format.MappingFile;
import io.clientele.quickstart.format.TableFormat;
import io.clientele.quickstart.format.TableMapping;
import io.clientele.quickstart.format.TablePreview;
import io.clientele.quickstart.format.TableRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a file holds and how it is read, as options of a command. */
public final class FormatOptions {
    private static final String TABLE_ONLY = "expected with --format csv or json-lines only";

    @Option(
            names = "--format",
            paramLabel = "F",
            completionCandidates = Names.class,
            description =
                    "What the file holds: ${COMPLETION-CANDIDATES}. Default: csv with --map or"
                            + " --mapping, else track-json.")
    private Optional<String> format;

    @Option(
            names = "--map",
            paramLabel = "ROLE=COLUMN,...",
            description = {
                "Of csv and json-lines: which column is the customer, order, time, clock, amount,"
                        + " total, price, quantity, refunded, currency, product, name, category.",
                "A column with a comma is quoted: customer=\"Name, No\"; #3 is the third column."
                        + " Repeatable."
            })
    private List<String> map = List.of();

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description =
                    "The same as a YAML file, or one that is shipped: woocommerce, shopify, orders."
                            + " Options go before it.")
    private Optional<String> mapping;

    @Option(
            names = "--time-format",
            paramLabel = "P",
            description =
                    "auto, day-first, month-first, epoch-seconds, epoch-millis, spreadsheet-days or"
                            + " a pattern such as \"dd.MM.yyyy HH:mm\". Default: auto.")
    private Optional<String> timeFormat;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "Whose days are the shop's days, and where times without a zone of their own"
                            + " happened. Default: that of the mapping, else UTC.")
    private Optional<ZoneId> zone;

    @Option(
            names = "--refund-when",
            paramLabel = "COND",
            description =
                    "Which rows are refunds: COLUMN=VALUE|VALUE, COLUMN=PREFIX*, COLUMN<NUMBER or"
                            + " amount<0. Repeatable: one of them suffices.")
    private List<String> refundWhen = List.of();

    @Option(
            names = "--leave-out-when",
            paramLabel = "COND",
            description = "Which rows are left out, and counted. Repeatable.")
    private List<String> leaveOutWhen = List.of();

    @Option(
            names = "--separator",
            paramLabel = "C",
            description =
                    "Between the fields of csv, such as ; or tab. Default: found in the file.")
    private Optional<String> separator;

    @Option(
            names = "--encoding",
            paramLabel = "SET",
            description =
                    "The character set, such as windows-1252. Default: UTF-16 if the file begins"
                            + " so, else UTF-8, and Windows-1252 for lines that are not.")
    private Optional<String> encoding;

    @Option(
            names = "--decimal",
            paramLabel = "MARK",
            description = "The mark before decimals: . or ,. Default: found in each column.")
    private Optional<String> decimal;

    @Option(
            names = "--amounts-in",
            paramLabel = "CODE",
            description =
                    "The currency of amounts that name none. Default: that of the sign beside them,"
                            + " else the reporting currency.")
    private Optional<String> amountsIn;

    @Option(
            names = "--no-header",
            description = "The first row of csv is no header: columns are #1, #2 ...")
    private boolean noHeader;

    @Option(
            names = "--preview",
            paramLabel = "N",
            description = "Only say how the first N rows are understood.")
    private Optional<Integer> preview;

    /** The names of all formats, for {@code --help}. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }

    private static List<String> names() {
        return Stream.concat(
                        Arrays.stream(EventFormat.values()).map(EventFormat::cliName),
                        Arrays.stream(TableFormat.values()).map(TableFormat::cliName))
                .toList();
    }

    /**
     * How the file is to be read; what is not said is looked up in the file.
     *
     * @throws MappingException with everything that does not fit
     * @throws IOException if the file cannot be read
     */
    public FileLayout layout(Path input) throws IOException {
        Optional<TableFormat> table = format.flatMap(TableFormat::of);
        if (format.isPresent() && table.isEmpty()) {
            EventFormat known = known(format.get());
            requireNoMapping();
            return known;
        }
        if (table.isEmpty() && map.isEmpty() && mapping.isEmpty()) {
            requireNoMapping();
            return EventFormat.TRACK_JSON;
        }
        return request(table).resolve(input);
    }

    /** The zone that was said, or that of the mapping. */
    public Optional<ZoneId> zone(FileLayout layout) {
        return zone.or(
                () ->
                        layout instanceof TableMapping table
                                ? Optional.of(table.zone())
                                : Optional.empty());
    }

    /**
     * Writes how the first rows are understood, if that is what is wanted.
     *
     * @return whether it was
     */
    public boolean preview(FileLayout layout, Path input, PrintWriter out) throws IOException {
        if (preview.isEmpty()) {
            return false;
        }
        if (!(layout instanceof TableMapping table)) {
            throw new IllegalArgumentException("--preview: " + TABLE_ONLY);
        }
        if (preview.get() < 1) {
            throw new IllegalArgumentException(
                    "--preview: %d, expected at least 1".formatted(preview.get()));
        }
        out.print(TablePreview.of(table, input, preview.get()));
        out.flush();
        return true;
    }

    /** Whether only a preview is wanted. */
    public boolean onlyPreview() {
        return preview.isPresent();
    }

    private static EventFormat known(String name) {
        return Arrays.stream(EventFormat.values())
                .filter(each -> each.cliName().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "--format: \"%s\", expected one of %s"
                                                .formatted(name, String.join(", ", names()))));
    }

    private void requireNoMapping() {
        List<String> problems = new ArrayList<>();
        if (!map.isEmpty()) {
            problems.add("--map");
        }
        if (!refundWhen.isEmpty()) {
            problems.add("--refund-when");
        }
        if (!leaveOutWhen.isEmpty()) {
            problems.add("--leave-out-when");
        }
        if (noHeader) {
            problems.add("--no-header");
        }
        mapping.ifPresent(given -> problems.add("--mapping"));
        timeFormat.ifPresent(given -> problems.add("--time-format"));
        separator.ifPresent(given -> problems.add("--separator"));
        encoding.ifPresent(given -> problems.add("--encoding"));
        decimal.ifPresent(given -> problems.add("--decimal"));
        amountsIn.ifPresent(given -> problems.add("--amounts-in"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(", ", problems) + ": " + TABLE_ONLY);
        }
    }

    private TableRequest request(Optional<TableFormat> table) throws IOException {
        List<TableRequest.Choice> columns = new ArrayList<>();
        for (String each : map) {
            columns.addAll(TableRequest.columns(each));
        }
        TableRequest options =
                new TableRequest(
                        table,
                        columns,
                        refundWhen,
                        leaveOutWhen,
                        timeFormat,
                        zone,
                        separator,
                        encoding,
                        decimal,
                        amountsIn,
                        noHeader ? Optional.of(false) : Optional.empty());
        return mapping.isPresent() ? options.over(MappingFile.read(mapping.get())) : options;
    }
}
