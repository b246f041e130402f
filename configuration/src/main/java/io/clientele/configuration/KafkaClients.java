package io.clientele.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** What Kafka's own clients say about the properties that are passed to them. */
final class KafkaClients {

    private static final String PROTOCOL = "security.protocol";

    private static final List<ConfigDef> DEFINITIONS =
            List.of(
                    ConsumerConfig.configDef(),
                    ProducerConfig.configDef(),
                    AdminClientConfig.configDef());

    private static final Map<String, ConfigDef.ConfigKey> KNOWN = known();

    /** What is said by other keys, or what the jobs' guarantees rest on. */
    private static final Map<String, String> OWNED =
            Map.ofEntries(
                    Map.entry("bootstrap.servers", "kafka.brokers instead"),
                    Map.entry("group.id", "job.group or influx.group instead"),
                    Map.entry("group.instance.id", "it not to be set: Flink assigns partitions"),
                    Map.entry("client.id", "it not to be set: each client has its own"),
                    Map.entry("auto.offset.reset", "it not to be set: the earliest is taken"),
                    Map.entry("enable.auto.commit", "it not to be set: checkpoints commit"),
                    Map.entry("isolation.level", "it not to be set: it is read_committed"),
                    Map.entry("transactional.id", "job.group instead"),
                    Map.entry("enable.idempotence", "it not to be set: it is true"),
                    Map.entry("acks", "it not to be set: it is all"),
                    Map.entry("key.serializer", "it not to be set: records are bytes"),
                    Map.entry("value.serializer", "it not to be set: records are bytes"),
                    Map.entry("key.deserializer", "it not to be set: records are bytes"),
                    Map.entry("value.deserializer", "it not to be set: records are bytes"));

    private static final List<String> PROTOCOLS =
            SecurityProtocol.names().stream().sorted().toList();

    private static final Set<String> MECHANISMS =
            Set.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "GSSAPI", "OAUTHBEARER");

    private KafkaClients() {}

    /** Whether a property's value must not be shown. */
    static boolean isSecret(String property) {
        ConfigDef.ConfigKey known = KNOWN.get(property);
        return known == null
                ? Texts.soundsSecret(property)
                : known.type == ConfigDef.Type.PASSWORD
                        || property.contains("password")
                        || property.endsWith("secret");
    }

    /** A property, its value and where it is from. */
    record Property(String text, Origin origin) {}

    /** Tells what is wrong with the properties, by their own names. */
    static void check(Map<String, Property> properties, List<Problem> problems) {
        Checks checks = new Checks(properties, problems);
        properties.forEach(checks::name);
        checks.values();
        checks.security();
    }

    private record Checks(Map<String, Property> properties, List<Problem> problems) {

        private void problem(String name, String expected) {
            Property property = properties.get(name);
            problems.add(
                    Problem.at(
                            property.origin(),
                            Keys.KAFKA_PROPERTIES.prefix() + name,
                            isSecret(name) ? Texts.MASK : Texts.quoted(property.text()),
                            expected));
        }

        void name(String name, Property property) {
            String owned = OWNED.get(name);
            if (owned != null) {
                problem(name, owned);
            } else if (!KNOWN.containsKey(name)) {
                Optional<String> nearest = Texts.nearest(name, KNOWN.keySet());
                // What is like nothing that Kafka knows may be meant for a plug-in of the user's.
                nearest.ifPresent(
                        like ->
                                problems.add(
                                        Problem.at(
                                                property.origin(),
                                                Keys.KAFKA_PROPERTIES.prefix() + name,
                                                isSecret(name) || isSecret(like)
                                                        ? Texts.MASK
                                                        : Texts.quoted(property.text()),
                                                "a Kafka client property that exists; did you mean "
                                                        + like
                                                        + "?")));
            }
        }

        void values() {
            Map<String, String> texts = new TreeMap<>();
            properties.forEach(
                    (name, property) -> {
                        // A class may be known to Flink's machines and not here.
                        if (KNOWN.containsKey(name)
                                && KNOWN.get(name).type != ConfigDef.Type.CLASS
                                && !OWNED.containsKey(name)) {
                            texts.put(name, property.text());
                        }
                    });
            Map<String, String> wrong = new LinkedHashMap<>();
            for (ConfigDef definition : DEFINITIONS) {
                for (ConfigValue value : definition.validate(texts)) {
                    if (texts.containsKey(value.name()) && !value.errorMessages().isEmpty()) {
                        wrong.putIfAbsent(
                                value.name(), expectation(value.name(), value.errorMessages()));
                    }
                }
            }
            wrong.forEach(
                    (name, expected) ->
                            problem(
                                    name,
                                    name.equals(PROTOCOL)
                                            ? "one of " + String.join(", ", PROTOCOLS)
                                            : expected));
        }

        private static String expectation(String name, List<String> messages) {
            // Kafka: "Invalid value V for configuration NAME: REASON"; the value is told by us.
            String start = "for configuration " + name;
            String message = messages.get(0);
            int reason = message.indexOf(start + ": ");
            String told =
                    reason < 0 || isSecret(name)
                            ? ""
                            : "; Kafka says: "
                                    + Texts.oneLine(message.substring(reason + start.length() + 2));
            return "a value that Kafka accepts, of type "
                    + KNOWN.get(name).type.name().toLowerCase(Locale.ROOT)
                    + told;
        }

        void security() {
            String protocol =
                    Optional.ofNullable(properties.get(PROTOCOL))
                            .map(property -> property.text().toUpperCase(Locale.ROOT))
                            .orElse("PLAINTEXT");
            boolean sasl = protocol.startsWith("SASL_");
            for (String name : properties.keySet()) {
                if (name.startsWith("sasl.") && KNOWN.containsKey(name) && !sasl) {
                    problem(
                            name,
                            PROTOCOL
                                    + " to be SASL_SSL or SASL_PLAINTEXT where it is set; it is "
                                    + protocol);
                } else if (name.startsWith("ssl.")
                        && KNOWN.containsKey(name)
                        && !protocol.endsWith("SSL")) {
                    problem(
                            name,
                            PROTOCOL + " to be SSL or SASL_SSL where it is set; it is " + protocol);
                }
            }
            if (sasl) {
                mechanism();
                jaas(protocol);
            }
        }

        private void mechanism() {
            String name = SaslConfigs.SASL_MECHANISM;
            Property mechanism = properties.get(name);
            if (mechanism != null && !MECHANISMS.contains(mechanism.text())) {
                Texts.nearest(mechanism.text(), MECHANISMS)
                        .ifPresent(
                                like -> problem(name, "a mechanism; did you mean " + like + "?"));
            }
        }

        private void jaas(String protocol) {
            String name = SaslConfigs.SASL_JAAS_CONFIG;
            Property jaas = properties.get(name);
            if (jaas == null) {
                // Without it Kafka takes what the JVM was started with.
                if (System.getProperty("java.security.auth.login.config") == null) {
                    String key = Keys.KAFKA_PROPERTIES.prefix() + name;
                    problems.add(
                            new Problem(
                                    key,
                                    "missing",
                                    Optional.empty(),
                                    "it with %s %s, or as %s-file"
                                            .formatted(PROTOCOL, protocol, key)));
                }
                return;
            }
            try {
                JaasContext.loadClientContext(
                        Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas.text())));
            } catch (IllegalArgumentException | KafkaException | SecurityException unreadable) {
                problem(
                        name,
                        "LOGIN.MODULE.CLASS required NAME=\"VALUE\" ... ; with its semicolon");
            }
        }
    }

    private static Map<String, ConfigDef.ConfigKey> known() {
        Map<String, ConfigDef.ConfigKey> known = new TreeMap<>();
        DEFINITIONS.forEach(definition -> known.putAll(definition.configKeys()));
        return known;
    }
}
