package io.clientele.quickstart.embedded;

import io.clientele.job.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker with its controller (KRaft) in this process, transactions included, on loopback.
 * Its log is in a temporary folder and is gone after {@link #close}.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE = 1;

    private final int port;
    private final int controllerPort;
    private final Optional<Account> account;
    private final TemporaryFolder folder;
    private Optional<KafkaRaftServer> server = Optional.empty();

    /**
     * Who may connect to a broker that asks for SASL/SCRAM-SHA-512 over TLS.
     *
     * @param name of letters and digits
     * @param password of letters and digits
     */
    public record Account(String name, String password) {

        /** What clients present, the value of Kafka's {@code sasl.jaas.config}. */
        public String login() {
            return ScramLoginModule.class.getName()
                    + " required username=\"%s\" password=\"%s\";".formatted(name, password);
        }

        @Override
        public String toString() {
            return "Account[" + name + "]";
        }
    }

    private EmbeddedKafka(
            int port, int controllerPort, Optional<Account> account, TemporaryFolder folder) {
        this.port = port;
        this.controllerPort = controllerPort;
        this.account = account;
        this.folder = folder;
    }

    /**
     * Starts a broker without topics; topics are never created by themselves.
     *
     * @param port where it listens on loopback, 1 to 65,535, or 0 for any free one
     * @throws IOException if the port is taken, or the broker does not start
     */
    public static EmbeddedKafka start(int port) throws IOException {
        return start(port, Optional.empty());
    }

    /**
     * Starts a broker that lets only an account in, by SASL/SCRAM-SHA-512 over TLS, with a
     * certificate of its own, see {@link #certificates}.
     *
     * @param port where it listens on loopback, 1 to 65,535, or 0 for any free one
     * @throws IOException if the port is taken, or the broker does not start
     */
    public static EmbeddedKafka start(int port, Account account) throws IOException {
        return start(port, Optional.of(account));
    }

    private static EmbeddedKafka start(int port, Optional<Account> account) throws IOException {
        int listener = port == 0 ? Ports.free() : port;
        Ports.requireFree(listener, "Kafka");
        TemporaryFolder folder = new TemporaryFolder("kafka");
        EmbeddedKafka kafka = new EmbeddedKafka(listener, Ports.free(), account, folder);
        try {
            format(folder, account);
            if (account.isPresent()) {
                OwnCertificate.create(kafka.certificates(), account.get().password());
            }
            kafka.resume();
            return kafka;
        } catch (Exception failure) {
            folder.delete();
            throw new IOException(
                    "Kafka did not start on port %d: %s".formatted(listener, failure.getMessage()),
                    failure);
        }
    }

    /**
     * Stops the broker in good order; its log stays for {@link #resume}. Nothing happens if it is
     * stopped already.
     */
    public void pause() {
        server.ifPresent(
                running -> {
                    running.shutdown();
                    running.awaitShutdown();
                });
        server = Optional.empty();
    }

    /** Starts a stopped broker again, at the same place and with all that it had. */
    public void resume() {
        if (server.isPresent()) {
            throw new IllegalStateException("the broker runs, expected a stopped one");
        }
        KafkaRaftServer starting =
                new KafkaRaftServer(KafkaConfig.fromProps(properties()), Time.SYSTEM);
        starting.startup();
        server = Optional.of(starting);
    }

    /**
     * The broker's certificate with its key, a PKCS #12 file whose password is the account's: what
     * clients trust, and there only if the broker asks for an account.
     */
    public Path certificates() {
        return folder.path().resolve("certificates.p12");
    }

    /** What clients connect to, {@code 127.0.0.1:PORT}. */
    public String brokers() {
        return "127.0.0.1:" + port;
    }

    /**
     * Creates topics and waits until they are there.
     *
     * @param topics such as {@link Topics#specifications}
     * @throws IOException if one cannot be created, with the broker's reason
     */
    public void createTopics(List<NewTopic> topics) throws IOException, InterruptedException {
        Map<String, Object> connection = new TreeMap<>(Map.of("bootstrap.servers", brokers()));
        account.ifPresent(
                known -> {
                    connection.put("security.protocol", "SASL_SSL");
                    connection.put("sasl.mechanism", "SCRAM-SHA-512");
                    connection.put("sasl.jaas.config", known.login());
                    connection.put("ssl.truststore.location", certificates().toString());
                    connection.put("ssl.truststore.password", known.password());
                });
        try (Admin admin = Admin.create(connection)) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException failure) {
            throw new IOException(
                    "topics %s were not created: %s"
                            .formatted(
                                    topics.stream().map(NewTopic::name).toList(),
                                    failure.getCause().getMessage()),
                    failure.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        pause();
        folder.delete();
    }

    private static void format(TemporaryFolder folder, Optional<Account> account) throws Exception {
        Formatter formatter = new Formatter();
        formatter.setClusterId(Uuid.randomUuid().toString());
        formatter.setNodeId(NODE);
        formatter.setControllerListenerName("CONTROLLER");
        formatter.setDirectories(List.of(folder.path().toString()));
        formatter.setMetadataLogDirectory(Optional.of(folder.path().toString()));
        account.ifPresent(
                known ->
                        formatter.setScramArguments(
                                List.of(
                                        "SCRAM-SHA-512=[name=%s,password=%s]"
                                                .formatted(known.name(), known.password()))));
        formatter.setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        formatter.run();
    }

    private Properties properties() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("log.dirs", folder.path().toString());
        settings.put(
                "listeners",
                "BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        settings.put("advertised.listeners", "BROKER://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        account.ifPresent(
                known -> {
                    settings.put(
                            "listener.security.protocol.map",
                            "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT");
                    settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
                    settings.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
                    settings.put(
                            "listener.name.broker.scram-sha-512.sasl.jaas.config", known.login());
                    for (String store : List.of("ssl.keystore", "ssl.truststore")) {
                        settings.put(store + ".location", certificates().toString());
                        settings.put(store + ".password", known.password());
                    }
                });
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", Integer.toString(2 << 20));
        settings.put("group.initial.rebalance.delay.ms", "0");
        // One node keeps one copy of everything.
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        for (String internal : List.of("transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(internal + ".replication.factor", "1");
            settings.put(internal + ".min.isr", "1");
            settings.put(internal + ".num.partitions", "1");
        }
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        // It shares the machine with Flink and the store.
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }
}
