package io.clientele.quickstart.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.simulate.truth.RunTruth;
import io.clientele.analytics.simulate.truth.TruthReader;
import io.clientele.analytics.simulate.truth.TruthRecord;
import io.clientele.quickstart.format.EventFile;
import io.clientele.quickstart.format.EventFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FileCommandsTest {
    @TempDir private Path folder;

    private record Ended(int exitCode, String out, String err) {}

    private static Ended run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                new CommandLine(command)
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .setExecutionExceptionHandler(
                                (failure, line, parsed) -> {
                                    line.getErr().println(failure.getMessage());
                                    return line.getCommandSpec().exitCodeOnExecutionException();
                                })
                        .execute(arguments);
        return new Ended(exitCode, out.toString(), err.toString());
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    @Test
    void generate_writes_as_many_events_as_asked_for_the_same_for_the_same_seed()
            throws IOException {
        List<String> shop = List.of("--customers", "50", "--events", "3000", "--seed", "9");
        for (String name : List.of("plain", "again", "zipped.gz")) {
            Ended ended = run(new GenerateCommand(), with(shop, "--out", path(name).toString()));
            assertThat(ended).isEqualTo(new Ended(0, "", ""));
        }
        assertThat(Files.readAllLines(path("plain"))).hasSize(3_000);
        assertThat(path("again")).hasSameBinaryContentAs(path("plain"));
        assertThat(Files.size(path("zipped.gz"))).isLessThan(Files.size(path("plain")) / 2);
        try (EventFile file = EventFile.open(EventFormat.TRACK_JSON, path("zipped.gz"))) {
            file.forEachRemaining(record -> {});
            assertThat(file.counts()).containsEntry("records", 3_000L);
        }
    }

    @Test
    void generate_takes_the_shops_settings_and_names_what_is_out_of_range() throws IOException {
        String out = path("events").toString();
        List<String> small = List.of("--customers", "20", "--events", "200", "--out", out);
        assertThat(run(new GenerateCommand(), with(small, "--start", "2020-02-29")).exitCode())
                .isZero();
        assertThat(Files.readAllLines(path("events")))
                .allMatch(line -> line.contains("\":\"2020-"));
        assertThat(run(new GenerateCommand(), with(small, "--spend", "1,2")).err())
                .startsWith("--spend: 2 numbers, expected 3 separated by commas");
        Ended wrong = run(new GenerateCommand(), with(small, "--refunds", "1.5"));
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("refundShare: 1.5, expected a number from 0 to 1");
        String absent = path("absent/events").toString();
        assertThat(run(new GenerateCommand(), "--out", absent).err())
                .isEqualToIgnoringNewLines(absent + ": cannot be written (NoSuchFile)");
    }

    @Test
    void generate_tells_the_truth_of_its_events_without_changing_them() throws IOException {
        List<String> shop = List.of("--customers", "50", "--events", "3000", "--seed", "9");
        assertThat(run(new GenerateCommand(), with(shop, "--out", path("plain").toString())))
                .isEqualTo(new Ended(0, "", ""));
        for (String truth : List.of("truth", "again", "truth.gz")) {
            Ended ended =
                    run(
                            new GenerateCommand(),
                            with(
                                    shop,
                                    "--out",
                                    path("events").toString(),
                                    "--truth",
                                    path(truth).toString()));
            assertThat(ended).isEqualTo(new Ended(0, "", ""));
            assertThat(path("events")).hasSameBinaryContentAs(path("plain"));
        }
        assertThat(path("again")).hasSameBinaryContentAs(path("truth"));
        List<TruthRecord> records =
                Files.readAllLines(path("truth")).stream().map(TruthReader::read).toList();
        assertThat(records.get(0))
                .isInstanceOfSatisfying(
                        RunTruth.class, told -> assertThat(told.events()).isEqualTo(3_000));
        assertThat(records).hasSizeGreaterThan(40);
        try (InputStream zipped = new GZIPInputStream(Files.newInputStream(path("truth.gz")))) {
            assertThat(zipped.readAllBytes()).isEqualTo(Files.readAllBytes(path("truth")));
        }
    }

    @Test
    void generate_plants_what_it_is_asked_for() throws IOException {
        Ended ended =
                run(
                        new GenerateCommand(),
                        "--customers",
                        "400",
                        "--until",
                        "2026-02-28",
                        "--fraud-share",
                        "0.02",
                        "--fraud-kinds",
                        "card-testing",
                        "--anomalies",
                        "outage,bad-price",
                        "--anomaly-days",
                        "7",
                        "--out",
                        path("events").toString(),
                        "--truth",
                        path("truth").toString());
        assertThat(ended).isEqualTo(new Ended(0, "", ""));
        List<String> truth = Files.readAllLines(path("truth"));
        assertThat(truth.get(0)).contains("\"end\":\"2026-02-28T23:59:59.999Z\"");
        assertThat(truth)
                .anyMatch(line -> line.contains("\"fraud\":\"card_testing\""))
                .noneMatch(line -> line.contains("\"fraud\":\"refund_abuse\""))
                .anyMatch(line -> line.contains("\"anomaly\":\"outage\""))
                .anyMatch(line -> line.contains("\"anomaly\":\"bad_price\""))
                .noneMatch(line -> line.contains("\"anomaly\":\"flash_sale\""));
        assertThat(Files.readAllLines(path("events")))
                .noneMatch(line -> line.contains("\"timestamp\":\"2026-03"))
                .anyMatch(line -> line.contains("\"timestamp\":\"2026-02-28T2"));
    }

    @Test
    void a_generated_cohort_holds_orders_of_customers_who_came_once_and_nothing_else()
            throws IOException {
        List<String> cohort =
                List.of("--cohort", "--customers", "300", "--out", path("events").toString());
        assertThat(run(new GenerateCommand(), with(cohort, "--until", "2026-06-30")).exitCode())
                .isZero();
        List<String> events = Files.readAllLines(path("events"));
        assertThat(events)
                .noneMatch(line -> line.contains("anonymousId"))
                .noneMatch(line -> line.contains("Refunded") || line.contains("Cancelled"))
                .noneMatch(line -> line.contains("\"c0000301\""))
                .anyMatch(line -> line.contains("\"c0000300\""));
        assertThat(
                        run(
                                        new GenerateCommand(),
                                        with(cohort, "--until", "2026-06-30", "--refunds", "0.9"))
                                .exitCode())
                .isZero();
        assertThat(Files.readAllLines(path("events")))
                .anyMatch(line -> line.contains("Order Refunded"));
        assertThat(run(new GenerateCommand(), cohort.toArray(String[]::new)).err())
                .startsWith("--until: missing, expected a day where nobody is replaced");
    }

    @Test
    void generate_names_what_is_wrong_with_what_is_to_be_planted_and_where_to_tell_it() {
        String events = path("events").toString();
        List<String> out = List.of("--events", "10", "--out", events);
        assertThat(run(new GenerateCommand(), with(out, "--fraud-share", "2")).err())
                .startsWith("fraudShare: 2.0, expected a number from 0 to 1");
        assertThat(
                        run(
                                        new GenerateCommand(),
                                        with(out, "--fraud-share", "0.1", "--fraud-kinds", "theft"))
                                .err())
                .startsWith(
                        "--fraud-kinds: \"theft\", expected none, all, or some of card-testing,"
                                + " account-takeover, refund-abuse separated by commas");
        assertThat(run(new GenerateCommand(), with(out, "--anomalies", "all,none")).err())
                .startsWith("--anomalies: \"all\", expected none, all, or some of outage,");
        assertThat(run(new GenerateCommand(), with(out, "--anomaly-days", "1")).err())
                .startsWith("anomalyDays: 1.0, expected at least 2.0");
        assertThat(run(new GenerateCommand(), with(out, "--replacement-days", "soon")).err())
                .contains("--replacement-days", "'soon', expected a number of days or never");
        assertThat(run(new GenerateCommand(), with(out, "--until", "2025-12-31")).err())
                .startsWith("--until: 2025-12-31, expected not before --start 2026-01-01");
        assertThat(run(new GenerateCommand(), with(out, "--truth", events)).err())
                .startsWith("--truth: %s, expected another file than --out".formatted(events));
        String absent = path("absent/truth").toString();
        assertThat(run(new GenerateCommand(), with(out, "--truth", absent)).err())
                .isEqualToIgnoringNewLines(absent + ": cannot be written (NoSuchFile)");
    }

    @Test
    void convert_writes_track_json_and_says_what_it_counted() throws IOException {
        Files.writeString(
                path("retail.csv"),
                """
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                1,A,Mug,1,2010-12-01T09:00:00,1,17850,UK
                2,A,Mug,none,2010-12-01T09:00:00,1,17850,UK
                3,A,Mug,0,2010-12-01T09:00:00,1,17850,UK
                """);
        Ended ended =
                run(
                        new ConvertCommand(),
                        "--format",
                        "online-retail",
                        "--input",
                        path("retail.csv").toString(),
                        "--out",
                        path("events").toString());
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out().lines())
                .containsExactly(
                        "lines_read 3",
                        "left_out_price_or_quantity 1",
                        "left_out_adjustments 0",
                        "wrong_lines 1",
                        "invoices 1",
                        "invoices_with_several_customers 0",
                        "records 2",
                        "too_large_left_out 0");
        List<String> lines = Files.readAllLines(path("events"));
        assertThat(lines.get(0)).isEqualTo("2,A,Mug,none,2010-12-01T09:00:00,1,17850,UK");
        assertThat(lines.get(1)).startsWith("{\"messageId\":\"online-retail-1\"");
    }

    @Test
    void an_unknown_format_is_named_with_the_known_ones() throws IOException {
        Files.writeString(path("a"), "");
        Ended ended =
                run(
                        new ConvertCommand(),
                        "--format",
                        "xls",
                        "--input",
                        path("a").toString(),
                        "--out",
                        "b");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .contains(
                        "--format: \"xls\", expected one of online-retail, cdnow, cdnow-sample,"
                                + " track-json, csv, json-lines");
    }

    @Test
    void produce_says_in_one_line_that_no_broker_answers() throws IOException {
        Files.writeString(path("events"), "{}\n");
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Ended ended =
                run(
                        new ProduceCommand(),
                        "--brokers",
                        "127.0.0.1:" + free,
                        "--input",
                        path("events").toString(),
                        "--patience",
                        "1");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualToIgnoringNewLines(
                        "brokers: no Kafka broker answers at 127.0.0.1:%d (waited 1 s)"
                                .formatted(free));
    }

    @Test
    void produce_goes_by_speed_or_by_rate_and_not_by_both() {
        Ended ended = run(new ProduceCommand(), "--input", "a", "--speed", "2", "--rate", "3");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("mutually exclusive");
        assertThat(run(new ProduceCommand(), "--input", "a", "--rate=0").err())
                .startsWith("rate: 0.0, expected a number greater than 0");
    }

    private static String[] with(List<String> arguments, String... more) {
        String[] all = arguments.toArray(new String[arguments.size() + more.length]);
        System.arraycopy(more, 0, all, arguments.size(), more.length);
        return all;
    }
}
