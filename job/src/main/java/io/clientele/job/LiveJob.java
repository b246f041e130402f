package io.clientele.job;

import io.clientele.configuration.Configuration;
import io.clientele.configuration.Keys;
import io.clientele.job.ingest.EventWatermarks;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.ingest.TopicEvents;
import io.clientele.job.publish.TopicDestinations;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The main job on topics.
 *
 * @param connection how brokers are reached, as Kafka's own properties
 * @param group the consumer group of the events; it also begins the names of transactions
 * @param pace whether event time follows the wall clock where nothing comes
 * @param maxAhead by how much an event's timestamp may be later than its record's
 */
public record LiveJob(
        Properties connection, String group, Pace pace, Duration maxAhead, Settings settings) {

    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final int MOST_PARALLELISM = 720;

    /**
     * The more often a day is seen to have begun, the fewer of its first events wait in state for
     * it: a matter of hours of event time for a past that is played at a thousand times its pace.
     */
    private static final Duration BETWEEN_WATERMARKS = Duration.ofMillis(50);

    /** How event time goes on while no event comes. */
    public enum Pace {
        /** The shop is open now: windows close and days end by the wall clock. */
        WALL_CLOCK,
        /** A past that is played again: time stands still until the next event. */
        EVENTS_ONLY
    }

    /**
     * The job on brokers without TLS and SASL.
     *
     * @param brokers addresses of brokers, {@code host:port}, separated by commas
     */
    public LiveJob(String brokers, String group, Pace pace, Duration maxAhead, Settings settings) {
        this(connectionTo(brokers), group, pace, maxAhead, settings);
    }

    /** The job as configured, for a shop that is open now. */
    public static LiveJob of(Configuration configuration) {
        return new LiveJob(
                configuration.kafka(),
                configuration.get(Keys.JOB_GROUP),
                Pace.WALL_CLOCK,
                configuration.get(Keys.EVENTS_MAX_AHEAD),
                Settings.of(configuration));
    }

    /** What every job of Clientele asks of Flink, whatever else is configured. */
    public static org.apache.flink.configuration.Configuration requirements() {
        var requirements = new org.apache.flink.configuration.Configuration();
        requirements.set(PipelineOptions.GENERIC_TYPES, false);
        requirements.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        requirements.set(PipelineOptions.OBJECT_REUSE, true);
        requirements.set(PipelineOptions.MAX_PARALLELISM, MOST_PARALLELISM);
        requirements.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, BETWEEN_WATERMARKS);
        return requirements;
    }

    /** Wires the job. */
    public void define(StreamExecutionEnvironment environment) {
        WatermarkStrategy<Incoming> watermarks =
                switch (pace) {
                    case WALL_CLOCK -> EventWatermarks.ofLiveTopics(settings.disorder(), QUIET);
                    case EVENTS_ONLY -> EventWatermarks.ofTopics(settings.disorder(), QUIET);
                };
        var incoming =
                environment
                        .fromSource(
                                TopicEvents.source(
                                        connection, group, settings.currency(), maxAhead),
                                watermarks,
                                Topics.EVENTS)
                        .uid("events");
        CustomerIntelligence.define(
                incoming, settings, new TopicDestinations(settings, connection, group).all());
    }

    /** Without the connection, which may hold passwords. */
    @Override
    public String toString() {
        return "LiveJob[%s, %s]".formatted(group, settings);
    }

    private static Properties connectionTo(String brokers) {
        Properties connection = new Properties();
        connection.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return connection;
    }
}
