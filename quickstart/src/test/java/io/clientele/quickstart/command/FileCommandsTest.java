package io.clientele.quickstart.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.quickstart.format.EventFile;
import io.clientele.quickstart.format.EventFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
