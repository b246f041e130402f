package io.clientele.job.publish;

import io.clientele.job.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics, and compares those that are there with how they should be. */
public final class TopicAdministration implements AutoCloseable {

    private static final String TRANSACTION_LIMIT = "transaction.max.timeout.ms";

    private final Admin admin;
    private final String brokers;

    private TopicAdministration(Admin admin, String brokers) {
        this.admin = admin;
        this.brokers = brokers;
    }

    /**
     * Connects to brokers.
     *
     * @param connection how they are reached, as Kafka's own properties
     * @param patience how long each answer is waited for
     * @throws IOException if the properties are no connection; that nobody answers is found out
     *     later
     */
    public static TopicAdministration connect(Properties connection, Duration patience)
            throws IOException {
        Properties properties = new Properties();
        properties.putAll(connection);
        String millis = Long.toString(patience.toMillis());
        properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        String brokers = properties.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        try {
            return new TopicAdministration(Admin.create(properties), brokers);
        } catch (KafkaException refused) {
            throw new IOException(
                    "kafka.brokers: %s: %s".formatted(brokers, innermost(refused)), refused);
        }
    }

    /**
     * Something that is not as it should be.
     *
     * @param subject the topic, or the broker
     * @param key what about it
     * @param found how it is
     * @param expected how it should be
     */
    public record Difference(String subject, String key, String found, String expected) {
        @Override
        public String toString() {
            return "%s %s: found %s, expected %s".formatted(subject, key, found, expected);
        }
    }

    /**
     * Creates the topics that are not there. Those that are there stay as they are.
     *
     * @return the names of those that were created
     * @throws IOException if the brokers do not answer, or refuse
     */
    public List<String> create(List<NewTopic> topics) throws IOException, InterruptedException {
        CreateTopicsResult result = admin.createTopics(topics);
        List<String> created = new ArrayList<>();
        for (NewTopic topic : topics) {
            try {
                result.values().get(topic.name()).get();
                created.add(topic.name());
            } catch (ExecutionException refused) {
                if (!(refused.getCause() instanceof TopicExistsException)) {
                    throw failure("topic " + topic.name() + " was not created", refused);
                }
            }
        }
        return created;
    }

    /**
     * Compares what is there with how it should be, and the brokers' limits with what the jobs
     * need.
     *
     * @throws IOException if the brokers do not answer, or refuse
     */
    public List<Difference> differences(List<NewTopic> expected)
            throws IOException, InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(expected.stream().map(NewTopic::name).toList())
                        .topicNameValues();
        List<Difference> differences = new ArrayList<>();
        for (NewTopic topic : expected) {
            Optional<TopicDescription> found = described(described.get(topic.name()));
            if (found.isEmpty()) {
                differences.add(
                        new Difference(
                                topic.name(),
                                "topic",
                                "none",
                                "one with %d partitions".formatted(topic.numPartitions())));
            } else {
                compare(topic, found.get(), differences);
            }
        }
        brokers(differences);
        return differences;
    }

    private Optional<TopicDescription> described(KafkaFuture<TopicDescription> description)
            throws IOException, InterruptedException {
        try {
            return Optional.of(description.get());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failure("topics cannot be described", failed);
        }
    }

    private void compare(NewTopic topic, TopicDescription found, List<Difference> differences)
            throws IOException, InterruptedException {
        compare(
                topic.name(),
                "partitions",
                Integer.toString(found.partitions().size()),
                Integer.toString(topic.numPartitions()),
                differences);
        if (topic.replicationFactor() > 0) {
            for (var partition : found.partitions()) {
                compare(
                        topic.name(),
                        "replicas of partition " + partition.partition(),
                        Integer.toString(partition.replicas().size()),
                        Short.toString(topic.replicationFactor()),
                        differences);
            }
        }
        Map<String, String> configuration =
                configuration(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
        topic.configs()
                .forEach(
                        (key, value) ->
                                compare(
                                        topic.name(),
                                        key,
                                        configuration.getOrDefault(key, "nothing"),
                                        value,
                                        differences));
    }

    private static void compare(
            String subject,
            String key,
            String found,
            String expected,
            List<Difference> differences) {
        if (!found.equals(expected)) {
            differences.add(new Difference(subject, key, found, expected));
        }
    }

    private void brokers(List<Difference> differences) throws IOException, InterruptedException {
        Collection<Node> nodes;
        try {
            nodes = admin.describeCluster().nodes().get();
        } catch (ExecutionException failed) {
            throw failure("the cluster cannot be described", failed);
        }
        long needed = Topics.TRANSACTION_TIMEOUT.toMillis();
        for (Node node : nodes) {
            String limit =
                    configuration(new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
                            .get(TRANSACTION_LIMIT);
            // Managed brokers may keep it to themselves.
            if (limit != null && Long.parseLong(limit) < needed) {
                differences.add(
                        new Difference(
                                "broker " + node.idString(),
                                TRANSACTION_LIMIT,
                                limit,
                                "at least " + needed));
            }
        }
    }

    private Map<String, String> configuration(ConfigResource resource)
            throws IOException, InterruptedException {
        try {
            Config config = admin.describeConfigs(List.of(resource)).values().get(resource).get();
            return config.entries().stream()
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        } catch (ExecutionException failed) {
            throw failure("the configuration of " + resource.name() + " cannot be read", failed);
        }
    }

    private IOException failure(String what, ExecutionException failed) {
        if (failed.getCause() instanceof TimeoutException) {
            return new IOException("kafka.brokers: no Kafka broker answers at " + brokers, failed);
        }
        return new IOException(
                "kafka.brokers: %s: %s: %s".formatted(brokers, what, innermost(failed)), failed);
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
