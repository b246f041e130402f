package io.clientele.analytics.history;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clientele.analytics.history.ShopHistory.Transaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** The histories of the public research files; where one is absent, the test is skipped. */
public final class PublishedShops {

    private PublishedShops() {}

    private interface Unpacking {
        InputStream of(InputStream packed) throws IOException;
    }

    /** CDNOW's cohort of 1997's first quarter, to June 1998: its purchases. */
    public static ShopHistory cdnow() {
        List<Transaction> transactions = new ArrayList<>();
        forEachLine(
                "cdnow/CDNOW_master.txt.gz",
                GZIPInputStream::new,
                lines ->
                        lines.map(line -> line.strip().split("\\s+"))
                                .filter(fields -> fields[0].matches("[0-9]+"))
                                .map(PublishedShops::purchase)
                                .forEach(transactions::add));
        return new ShopHistory(transactions);
    }

    private static Transaction purchase(String[] fields) {
        LocalDate date = LocalDate.parse(fields[1], DateTimeFormatter.BASIC_ISO_DATE);
        return new Transaction(fields[0], date.toEpochDay() * 86_400_000, cents(fields[3]), false);
    }

    private static long cents(String amount) {
        return new BigDecimal(amount).movePointRight(2).longValueExact();
    }

    /**
     * UCI Online Retail: an invoice is an order, one that starts with C a refund. Lines without a
     * customer or a price are left out, adjustments (A) too.
     */
    public static ShopHistory onlineRetail() {
        Map<String, Invoice> invoices = new LinkedHashMap<>();
        forEachLine(
                "online-retail/online_retail.csv.xz",
                packed -> new XZInputStream(packed),
                lines -> lines.skip(1).forEach(line -> addLine(line, invoices)));
        return new ShopHistory(invoices.values().stream().map(Invoice::transaction).toList());
    }

    private static void addLine(String line, Map<String, Invoice> invoices) {
        // Only the description, third of eight, may hold commas.
        String[] head = line.split(",", 3);
        String[] tail = head[2].substring(head[2].lastIndexOf('"') + 1).split(",", -1);
        int end = tail.length;
        String customer = tail[end - 2].replace(".0", "");
        BigDecimal price = new BigDecimal(tail[end - 3]);
        BigDecimal quantity = new BigDecimal(tail[end - 5]);
        String number = head[0];
        boolean refund = number.startsWith("C");
        boolean sold = price.signum() > 0 && (refund || quantity.signum() > 0);
        if (!customer.matches("[0-9]+") || number.startsWith("A") || !sold) {
            return;
        }
        long at = LocalDateTime.parse(tail[end - 4]).toInstant(ZoneOffset.UTC).toEpochMilli();
        invoices.computeIfAbsent(number, any -> new Invoice(customer, at, refund))
                .add(at, quantity.abs().multiply(price));
    }

    private static final class Invoice {
        private final String customer;
        private final boolean refund;
        private long at;
        private BigDecimal total = BigDecimal.ZERO;

        Invoice(String customer, long at, boolean refund) {
            this.customer = customer;
            this.at = at;
            this.refund = refund;
        }

        void add(long lineAt, BigDecimal amount) {
            at = Math.min(at, lineAt);
            total = total.add(amount);
        }

        Transaction transaction() {
            BigDecimal cents = total.movePointRight(2).setScale(0, RoundingMode.HALF_EVEN);
            return new Transaction(customer, at, cents.longValueExact(), refund);
        }
    }

    private interface Lines {
        void read(Stream<String> lines);
    }

    private static void forEachLine(String name, Unpacking unpacking, Lines reader) {
        Path file = folder().resolve(name);
        assumeTrue(
                Files.exists(file),
                () -> "skipped: %s is not there; CLIENTELE_DATA names its folder".formatted(file));
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                unpacking.of(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            reader.read(lines.lines());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path folder() {
        String named = System.getenv("CLIENTELE_DATA");
        if (named != null) {
            return Path.of(named);
        }
        Path project = Path.of("").toAbsolutePath();
        if (!Files.isDirectory(project.resolve("quickstart"))) {
            project = project.getParent();
        }
        return project.resolveSibling("shared").resolve("data");
    }
}
