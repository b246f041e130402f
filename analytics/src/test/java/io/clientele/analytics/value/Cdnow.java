package io.clientele.analytics.value;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clientele.analytics.ledger.Lifetime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The purchases of CDNOW's cohort: by customer and day, what was spent in cents. */
final class Cdnow {

    static final long CALIBRATED = LocalDate.of(1997, 9, 30).toEpochDay();

    /** Days from the last of the calibration to the last of the files. */
    static final int HOLDOUT_DAYS = 273;

    private final Map<String, NavigableMap<Long, Long>> spentByDay = new TreeMap<>();

    private Cdnow() {}

    /** The 1/10 sample, or else the test is skipped. */
    static Cdnow sample() {
        return read("cdnow/CDNOW_sample.txt.gz", 5);
    }

    /** The whole cohort, or else the test is skipped. */
    static Cdnow master() {
        return read("cdnow/CDNOW_master.txt.gz", 4);
    }

    private static Cdnow read(String name, int columns) {
        Path file = folder().resolve(name);
        assumeTrue(
                Files.exists(file),
                () -> "skipped: %s is not there; CLIENTELE_DATA names its folder".formatted(file));
        Cdnow cdnow = new Cdnow();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length == columns && fields[0].matches("[0-9]+"))
                    .forEach(cdnow::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return cdnow;
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

    private void add(String[] fields) {
        int last = fields.length - 1;
        long day = LocalDate.parse(fields[last - 2], DateTimeFormatter.BASIC_ISO_DATE).toEpochDay();
        long cents = Math.round(Double.parseDouble(fields[last]) * 100);
        spentByDay.computeIfAbsent(fields[0], any -> new TreeMap<>()).merge(day, cents, Long::sum);
    }

    /** Each customer's days with a purchase, and what was spent on them. */
    Collection<NavigableMap<Long, Long>> customers() {
        return spentByDay.values();
    }

    /** What was known of a customer at the end of the calibration. */
    static Lifetime calibrated(NavigableMap<Long, Long> customer) {
        NavigableMap<Long, Long> known = new TreeMap<>(customer.headMap(CALIBRATED, true));
        long gross = known.values().stream().mapToLong(Long::longValue).sum();
        long first = known.firstKey();
        long last = known.lastKey();
        return new Lifetime(
                known.size(),
                gross,
                0,
                first * 86_400_000,
                last * 86_400_000,
                first,
                last,
                known.size(),
                known.firstEntry().getValue(),
                0);
    }

    /** How often a customer bought after the calibration. */
    static long bought(NavigableMap<Long, Long> customer) {
        return customer.tailMap(CALIBRATED, false).size();
    }
}
