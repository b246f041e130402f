package io.clientele.quickstart.format;

import java.util.Optional;

/** The formats that a file of events may have. */
public enum EventFormat implements FileLayout {
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

    @Override
    public String cliName() {
        return cliName;
    }

    @Override
    public Optional<String> currency() {
        return currency;
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return cliName;
    }
}
