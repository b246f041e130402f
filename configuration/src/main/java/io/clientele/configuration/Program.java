package io.clientele.configuration;

/** The programs that read the configuration. Each is checked for the keys that it reads. */
public enum Program {
    /** The Flink job from events to profiles, moves, KPIs and dead letters. */
    MAIN_JOB("main job"),
    /** The Flink job from KPI points to InfluxDB. */
    KPI_DELIVERY("KPI delivery"),
    /** The Flink job from alerts to people. */
    ALERT_DELIVERY("alert delivery"),
    /** The server of the live page. */
    GATEWAY("gateway"),
    /** {@code clientele topics}. */
    TOPICS("topics"),
    /** {@code clientele produce}. */
    PRODUCE("produce");

    private final String label;

    Program(String label) {
        this.label = label;
    }

    /** The name for people. */
    public String label() {
        return label;
    }
}
