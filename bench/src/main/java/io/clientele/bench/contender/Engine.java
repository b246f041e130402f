package io.clientele.bench.contender;

/** What does the work, and how much of it. */
public enum Engine {
    /** Flink reads and parses the topic and keeps nothing: no job on Flink can be faster. */
    CEILING("Flink, source to nothing"),
    /** The main job with all that it does but the models, which its peers have not either. */
    JOB("Clientele, the whole job without models"),
    /** The main job as it is shipped: with value, clusters and churn. */
    MODELS("Clientele, the whole job with models"),
    /** RFM alone in Kafka Streams, each event entered into the ledger, a profile for each event. */
    STREAMS("Kafka Streams, RFM alone, a profile an event"),
    /** The same with a profile for each order and refund only. */
    STREAMS_SPARING("Kafka Streams, RFM alone, a profile an order"),
    /** RFM alone in Kafka Streams, which passes over all events that move no money. */
    STREAMS_MONEY_ONLY("Kafka Streams, RFM alone, other events passed over"),
    /** A 30-day window of RFM as a query. */
    SQL_OVER("Flink SQL, OVER 30 days"),
    /** One thread with a consumer, a hash map and a producer. */
    LOOP("plain consumer loop over a hash map"),
    /** Clientele's one operator for all rules, by itself. */
    RULES("Clientele, the operator of rules"),
    /** The same rules as patterns of Flink CEP, each with an operator of its own. */
    PATTERNS("Flink CEP, an operator for each rule");

    private final String title;

    Engine(String title) {
        this.title = title;
    }

    /** What reports call it. */
    public String title() {
        return title;
    }

    /** Whether it is Kafka Streams. */
    public boolean isStreams() {
        return this == STREAMS || this == STREAMS_SPARING || this == STREAMS_MONEY_ONLY;
    }

    /** Whether it runs rules and nothing else. */
    public boolean runsRules() {
        return this == RULES || this == PATTERNS;
    }

    /** Whether it writes profiles, which can be checked. */
    public boolean writesProfiles() {
        return this != CEILING && !runsRules();
    }
}
