package io.clientele.job;

import io.clientele.job.ingest.EventWatermarks;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.ingest.TopicEvents;
import io.clientele.job.publish.TopicDestinations;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The main job on topics.
 *
 * @param brokers addresses of brokers, {@code host:port}, separated by commas
 * @param group the consumer group of the events; it also begins the names of transactions
 * @param pace whether event time follows the wall clock where nothing comes
 * @param maxAhead by how much an event's timestamp may be later than its record's
 */
public record LiveJob(
        String brokers, String group, Pace pace, Duration maxAhead, Settings settings) {

    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final int MOST_PARALLELISM = 720;

    /** How event time goes on while no event comes. */
    public enum Pace {
        /** The shop is open now: windows close and days end by the wall clock. */
        WALL_CLOCK,
        /** A past that is played again: time stands still until the next event. */
        EVENTS_ONLY
    }

    /** What every job of Clientele asks of Flink, whatever else is configured. */
    public static Configuration requirements() {
        Configuration requirements = new Configuration();
        requirements.set(PipelineOptions.GENERIC_TYPES, false);
        requirements.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        requirements.set(PipelineOptions.OBJECT_REUSE, true);
        requirements.set(PipelineOptions.MAX_PARALLELISM, MOST_PARALLELISM);
        return requirements;
    }

    /** Wires the job. */
    public void define(StreamExecutionEnvironment environment) {
        Properties connection = new Properties();
        connection.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
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
}
