package io.clientele.quickstart.format;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that a file of events may have. */
public enum EventFormat {
    /** Invoice lines as CSV: UCI Online Retail and Online Retail II. Pounds. */
    ONLINE_RETAIL("online-retail", Optional.of("GBP")),
    /** Purchases of CDNOW's cohort: customer, date, CDs, dollars. */
    CDNOW("cdnow", Optional.of("USD")),
    /** The 1/10 sample of it: old id, new id, date, CDs, dollars. */
    CDNOW_SAMPLE("cdnow-sample", Optional.of("USD")),
    /** Segment track calls, one JSON object a line. Each event names its own currency. */
    TRACK_JSON("track-json", Optional.empty());

    private final String cliName;
    private final Optional<String> currency;

    EventFormat(String cliName, Optional<String> currency) {
        this.cliName = cliName;
        this.currency = currency;
    }

    /** The name on the command line, such as {@code online-retail}. */
    public String cliName() {
        return cliName;
    }

    /** The currency that all amounts of the format are in, by ISO 4217; empty if it has none. */
    public Optional<String> currency() {
        return currency;
    }

    /**
     * The format of that name.
     *
     * @throws IllegalArgumentException naming the known ones, if it is none of them
     */
    public static EventFormat of(String cliName) {
        for (EventFormat format : values()) {
            if (format.cliName.equals(cliName)) {
                return format;
            }
        }
        String known =
                Arrays.stream(values()).map(EventFormat::cliName).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                "format: \"%s\", expected one of %s".formatted(cliName, known));
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return cliName;
    }
}
