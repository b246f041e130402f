package io.clientele.quickstart.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.quickstart.Clientele;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop's own export, as a user replays it, against the plain computation. */
class TableReplayTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DAY_FIRST =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

    @TempDir private Path folder;

    /** What the plain computation knows of a customer. */
    private static final class Known {
        private long orders;
        private long gross;
        private long refunds;
    }

    private record Export(List<String> rows, Map<String, Known> customers) {}

    private static Export export() {
        Random random = new Random(17);
        List<String> rows = new ArrayList<>();
        Map<String, Known> customers = new TreeMap<>();
        for (int order = 0; order < 400; order++) {
            String customer = random.nextInt(9) == 0 ? "" : "Käufer " + random.nextInt(60);
            boolean refund = random.nextInt(7) == 0;
            LocalDateTime time =
                    LocalDateTime.of(2023, 1, 1, 0, 0).plusMinutes(random.nextInt(60_000));
            BigDecimal sum = BigDecimal.ZERO;
            int lines = 1 + random.nextInt(4);
            for (int line = 0; line < lines; line++) {
                BigDecimal price = BigDecimal.valueOf(random.nextInt(3_000_000), 3);
                int quantity = 1 + random.nextInt(5);
                sum = sum.add(price.multiply(BigDecimal.valueOf(quantity)));
                rows.add(
                        "%s;%s;%s;%s;%s €;%d;\"%s\""
                                .formatted(
                                        "R-" + order,
                                        customer,
                                        DAY_FIRST.format(time.plusMinutes(line)),
                                        refund ? "Erstattet" : "bezahlt",
                                        german(price),
                                        quantity,
                                        random.nextBoolean()
                                                ? "Glas; \"\"groß\"\""
                                                : "zwei\nZeilen"));
            }
            if (customer.isEmpty()) {
                continue;
            }
            Known known = customers.computeIfAbsent(customer, name -> new Known());
            long cents = sum.movePointRight(2).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
            if (refund) {
                known.refunds += cents;
            } else {
                known.orders++;
                known.gross += cents;
            }
        }
        Collections.shuffle(rows, random);
        return new Export(rows, customers);
    }

    private static String german(BigDecimal price) {
        return String.format(Locale.GERMANY, "%,.3f", price);
    }

    @Test
    void an_export_gives_what_the_plain_computation_gives_directly_and_converted()
            throws IOException {
        Export export = export();
        Path file = folder.resolve("Auftraege.csv");
        List<String> rows = new ArrayList<>(export.rows());
        rows.add(0, "Auftrag;Kunde;Wann;Status;Preis;Anzahl;Artikel");
        rows.add(7, "R-1;Käufer 1;irgendwann;bezahlt;1,00 €;1;x");
        Files.write(file, String.join("\r\n", rows).getBytes(Charset.forName("windows-1252")));
        List<String> mapping =
                List.of(
                        "--input",
                        file.toString(),
                        "--map",
                        "order=Auftrag,customer=Kunde,time=Wann,price=Preis,quantity=Anzahl,name=Artikel",
                        "--refund-when",
                        "Status=erstattet",
                        "--zone",
                        "Europe/Berlin");

        run("replay", mapping, "--out", folder.resolve("direct").toString(), "--parallelism", "2");
        run("convert", mapping, "--out", folder.resolve("events.jsonl.gz").toString());
        run(
                "replay",
                List.of("--input", folder.resolve("events.jsonl.gz").toString()),
                "--zone",
                "Europe/Berlin",
                "--out",
                folder.resolve("converted").toString(),
                "--parallelism",
                "1");

        Map<String, Known> expected = export.customers();
        List<String> profiles = Files.readAllLines(folder.resolve("direct/profiles.jsonl"));
        assertThat(profiles).hasSize(expected.size());
        for (String line : profiles) {
            JsonNode profile = JSON.readTree(line);
            Known known = expected.get(profile.path("customer_id").asText());
            assertThat(profile.at("/lifetime/orders").asLong()).isEqualTo(known.orders);
            assertThat(profile.at("/lifetime/gross").asLong()).isEqualTo(known.gross);
            assertThat(profile.at("/lifetime/refunds").asLong()).isEqualTo(known.refunds);
            assertThat(profile.path("currency").asText()).isEqualTo("EUR");
        }
        for (String same : List.of("profiles.jsonl", "segment-moves.jsonl")) {
            assertThat(folder.resolve("converted").resolve(same))
                    .hasSameBinaryContentAs(folder.resolve("direct").resolve(same));
        }
        JsonNode summary = JSON.readTree(folder.resolve("direct/summary.json").toFile());
        assertThat(summary.at("/events/accepted").asLong()).isEqualTo(400);
        assertThat(summary.at("/events/dead_letters").asLong()).isEqualTo(1);
        assertThat(summary.at("/file/wrong_lines").asLong()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("direct/dead-letters.jsonl")))
                .contains("\"field\":\"Wann\"");
    }

    @Test
    void a_preview_needs_no_output_and_a_wrong_mapping_is_said_in_full() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "who,when,what\na,2024-01-01,5\n");
        assertThat(
                        run(
                                "replay",
                                List.of("--input", file.toString(), "--preview", "20"),
                                "--map",
                                "customer=who,time=when,amount=what"))
                .contains("order     each row is one")
                .contains("2     order  a.csv:2  a         2024-01-01T00:00:00Z  5");
        StringWriter said = new StringWriter();
        int code =
                Clientele.commandLine()
                        .setErr(new PrintWriter(said, true))
                        .execute(
                                "convert",
                                "--input",
                                file.toString(),
                                "--map",
                                "customer=whom,time=wen",
                                "--out",
                                folder.resolve("b").toString());
        assertThat(code).isNotZero();
        assertThat(said.toString().lines())
                .hasSize(5)
                .contains("  customer: no column \"whom\", did you mean \"who\"?")
                .contains("  columns found: who | when | what");
    }

    private static String run(String command, List<String> arguments, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(arguments);
        all.addAll(List.of(more));
        StringWriter errors = new StringWriter();
        StringWriter out = new StringWriter();
        int code =
                Clientele.commandLine()
                        .setErr(new PrintWriter(errors, true))
                        .setOut(new PrintWriter(out, true))
                        .execute(all.toArray(String[]::new));
        assertThat(code).as(errors::toString).isZero();
        return out.toString();
    }
}
