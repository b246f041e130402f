package io.clientele.job;

import io.clientele.analytics.event.Detail;
import io.clientele.configuration.Configuration;
import io.clientele.configuration.Keys;
import io.clientele.job.ingest.EventWatermarks;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.ingest.TopicEvents;
import io.clientele.job.model.ModelControls;
import io.clientele.job.pattern.RuleFeed;
import io.clientele.job.publish.TopicDestinations;
import io.clientele.job.publish.TopicModelControls;
import io.clientele.job.publish.TopicRules;
import java.time.Duration;
import java.util.Optional;
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
 * @param rules whether the rules in {@code clientele.rules} are run
 */
public record LiveJob(
        Properties connection,
        String group,
        Pace pace,
        Duration maxAhead,
        Rules rules,
        Settings settings) {

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

    /** Which rules are run. */
    public enum Rules {
        /** None: the job costs nothing for them. */
        NONE,
        /** Those in {@code clientele.rules}. */
        OF_TOPIC
    }

    /** How soon a watermark follows an event where rules wait for it. */
    private static final Duration WATERMARK_EVERY = Duration.ofMillis(50);

    /**
     * The job without rules on brokers without TLS and SASL.
     *
     * @param brokers addresses of brokers, {@code host:port}, separated by commas
     */
    public LiveJob(String brokers, String group, Pace pace, Duration maxAhead, Settings settings) {
        this(connectionTo(brokers), group, pace, maxAhead, Rules.NONE, settings);
    }

    /** The job as configured, for a shop that is open now. */
    public static LiveJob of(Configuration configuration) {
        return new LiveJob(
                configuration.kafka(),
                configuration.get(Keys.JOB_GROUP),
                Pace.WALL_CLOCK,
                configuration.get(Keys.EVENTS_MAX_AHEAD),
                configuration.get(Keys.RULES_ENABLED) ? Rules.OF_TOPIC : Rules.NONE,
                Settings.of(configuration));
    }

    /** The same with the rules of the topic. */
    public LiveJob withRules() {
        return new LiveJob(connection, group, pace, maxAhead, Rules.OF_TOPIC, settings);
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
                                        connection,
                                        group,
                                        settings.currency(),
                                        maxAhead,
                                        rules == Rules.NONE ? settings.detail() : Detail.FULL),
                                watermarks,
                                Topics.EVENTS)
                        .uid("events");
        CustomerIntelligence.define(
                incoming,
                feed(environment),
                controls(environment),
                settings,
                new TopicDestinations(settings, connection, group).all());
    }

    private Optional<RuleFeed> feed(StreamExecutionEnvironment environment) {
        if (rules == Rules.NONE) {
            return Optional.empty();
        }
        environment.getConfig().setAutoWatermarkInterval(WATERMARK_EVERY.toMillis());
        return Optional.of(TopicRules.feed(environment, connection, group));
    }

    private Optional<ModelControls> controls(StreamExecutionEnvironment environment) {
        return settings.models().enabled()
                ? Optional.of(TopicModelControls.feed(environment, connection, group))
                : Optional.empty();
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
