package io.clientele.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.clientele.configuration.Configuration.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WrongConfigurationTest {

    private static final String SECRET = "hunter2";

    @TempDir private Path folder;
    private Read read;

    @BeforeEach
    void folder() {
        read = new Read(folder);
    }

    static Stream<Arguments> filesWithOneMistake() {
        return Stream.of(
                // unknown keys
                arguments(
                        "kafka: {broker: 'k:9092'}",
                        "kafka.broker: \"k:9092\" (clientele.yaml:1), expected a key that exists;"
                                + " did you mean kafka.brokers?"),
                arguments(
                        "brokers: k:9092",
                        "brokers: \"k:9092\" (clientele.yaml:1), expected a key that exists; did you"
                                + " mean kafka.brokers?"),
                arguments(
                        "events:\n  maxAhaed: 1h",
                        "events.maxAhaed: \"1h\" (clientele.yaml:2), expected a key that exists; did"
                                + " you mean events.max-ahead?"),
                arguments(
                        "zebra: 1",
                        "zebra: \"1\" (clientele.yaml:1), expected a key that exists, see"
                                + " docs/configuration.md"),
                // types
                arguments(
                        "topics: {partitions: many}",
                        "topics.partitions: \"many\" (clientele.yaml:1), expected a whole number from"
                                + " 1 to 10000"),
                arguments(
                        "topics: {partitions: 2.5}",
                        "topics.partitions: \"2.5\" (clientele.yaml:1), expected a whole number from"
                                + " 1 to 10000"),
                arguments(
                        "topics: {partitions: true}",
                        "topics.partitions: \"true\" (clientele.yaml:1), expected a whole number from"
                                + " 1 to 10000"),
                // ranges
                arguments(
                        "topics: {partitions: 0}",
                        "topics.partitions: \"0\" (clientele.yaml:1), expected a whole number from 1"
                                + " to 10000"),
                arguments(
                        "topics: {partitions: -3}",
                        "topics.partitions: \"-3\" (clientele.yaml:1), expected a whole number from 1"
                                + " to 10000"),
                arguments(
                        "topics: {partitions: 99999999999999999999}",
                        "topics.partitions: \"99999999999999999999\" (clientele.yaml:1), expected a"
                                + " whole number from 1 to 10000"),
                arguments(
                        "retention: {customers: 100d}",
                        "retention.customers: \"100d\" (clientele.yaml:1), expected at least the"
                                + " longest window rfm.windows, \"30,90,365\" (default)"),
                arguments(
                        "retention: {orders: 3d}",
                        "retention.orders: \"3d\" (clientele.yaml:1), expected at least as much as"
                                + " retention.duplicates, \"7d\" (default)"),
                // lengths of time
                arguments(
                        "kpi: {window: 60}",
                        "kpi.window: \"60\" (clientele.yaml:1), expected a length of time with its"
                                + " unit (ms, s, m, h, d) from 1s to 1d"),
                arguments(
                        "kpi: {window: 1 fortnight}",
                        "kpi.window: \"1 fortnight\" (clientele.yaml:1), expected a length of time"
                                + " with its unit (ms, s, m, h, d) from 1s to 1d"),
                arguments(
                        "kpi: {window: 7m}",
                        "kpi.window: \"7m\" (clientele.yaml:1), expected a length that divides a"
                                + " day, such as 1m, 5m or 1h"),
                arguments(
                        "kpi: {window: 1500ms}",
                        "kpi.window: \"1500ms\" (clientele.yaml:1), expected whole seconds"),
                arguments(
                        "events: {disorder: -10s}",
                        "events.disorder: \"-10s\" (clientele.yaml:1), expected a length of time with"
                                + " its unit (ms, s, m, h, d) from 0s to 30d"),
                arguments(
                        "retention: {duplicates: 36h}",
                        "retention.duplicates: \"36h\" (clientele.yaml:1), expected whole days from"
                                + " 1d to 3650d"),
                // brokers
                arguments(
                        "kafka: {brokers: kafka}",
                        "kafka.brokers: \"kafka\" (clientele.yaml:1), expected host:port with a port"
                                + " from 1 to 65535, several with commas"),
                arguments(
                        "kafka: {brokers: ['k1:9092', 'k2:99999']}",
                        "kafka.brokers: \"k1:9092,k2:99999\" (clientele.yaml:1), expected host:port"
                                + " with a port from 1 to 65535, several with commas"),
                arguments(
                        "kafka: {brokers: 'http://k:9092'}",
                        "kafka.brokers: \"http://k:9092\" (clientele.yaml:1), expected host:port with"
                                + " a port from 1 to 65535, several with commas"),
                arguments(
                        "kafka: {brokers: 'k1:9092,'}",
                        "kafka.brokers: \"k1:9092,\" (clientele.yaml:1), expected host:port with a"
                                + " port from 1 to 65535, several with commas"),
                // shop
                arguments(
                        "shop: {zone: Europe/Londn}",
                        "shop.zone: \"Europe/Londn\" (clientele.yaml:1), expected a time zone such as"
                                + " Europe/London"),
                arguments(
                        "shop: {currency: EURO}",
                        "shop.currency: \"EURO\" (clientele.yaml:1), expected an ISO 4217 code of a"
                                + " currency, such as EUR"),
                arguments(
                        "shop: {currency: usd}",
                        "shop.currency: \"usd\" (clientele.yaml:1), expected an ISO 4217 code of a"
                                + " currency, such as EUR"),
                arguments(
                        "shop: {rates: {GBP: '1,27'}}",
                        "shop.rates.GBP: \"1,27\" (clientele.yaml:1), expected a number from 1E-12 to"
                                + " 1E+12, such as 0.86"),
                arguments(
                        "shop: {rates: {GBP: 0}}",
                        "shop.rates.GBP: \"0\" (clientele.yaml:1), expected a number from 1E-12 to"
                                + " 1E+12, such as 0.86"),
                arguments(
                        "shop: {rates: {QQQ: 2}}",
                        "shop.rates.QQQ: \"2\" (clientele.yaml:1), expected an ISO 4217 code of a"
                                + " currency, such as EUR after shop.rates."),
                arguments(
                        "shop: {rates: {USD: 2}}",
                        "shop.rates.USD: \"2\" (clientele.yaml:1), expected 1, since it is the"
                                + " reporting currency itself"),
                arguments(
                        "shop: {rates: 2}",
                        "shop.rates: \"2\" (clientele.yaml:1), expected a mapping with keys such"
                                + " as GBP"),
                // windows
                arguments(
                        "rfm: {windows: [90, 30]}",
                        "rfm.windows: \"90,30\" (clientele.yaml:1), expected ascending numbers of"
                                + " days from 1 to 3660, such as 30,90,365"),
                arguments(
                        "rfm: {windows: [30, 30]}",
                        "rfm.windows: \"30,30\" (clientele.yaml:1), expected ascending numbers of"
                                + " days from 1 to 3660, such as 30,90,365"),
                arguments(
                        "rfm: {windows: []}",
                        "rfm.windows: empty (clientele.yaml:1), expected ascending numbers of days"
                                + " from 1 to 3660, such as 30,90,365"),
                // shapes
                arguments(
                        "job: {group: [a, b]}",
                        "job.group: a list, \"a, b\" (clientele.yaml:1), expected one value: a name"
                                + " of 1 to 100 letters, digits, dots, underscores and dashes"),
                arguments(
                        "job: {group: {name: a}}",
                        "job.group: a mapping (clientele.yaml:1), expected a name of 1 to 100"
                                + " letters, digits, dots, underscores and dashes"),
                arguments(
                        "job: clientele",
                        "job: \"clientele\" (clientele.yaml:1), expected a mapping with keys such as"
                                + " group, checkpoint-interval"),
                arguments(
                        "job: {group: }",
                        "job.group: empty (clientele.yaml:1), expected a name of 1 to 100 letters,"
                                + " digits, dots, underscores and dashes"),
                arguments(
                        "shop:\n  zone: UTC\n  zone: Asia/Tokyo",
                        "shop.zone: \"Asia/Tokyo\", again (clientele.yaml:3), expected the key once;"
                                + " it is also in line 2"),
                arguments(
                        "shop:\n  zone: UTC\nshop:\n  currency: EUR",
                        "shop: a mapping, again (clientele.yaml:3), expected the key once; it is also"
                                + " in line 1"),
                arguments(
                        "shop.zone: UTC\nshop:\n  zone: UTC",
                        "shop.zone: \"UTC\", again (clientele.yaml:3), expected the key once; it is"
                                + " also in line 1"),
                // what is no YAML
                arguments(
                        "kafka:\n\tbrokers: k:9092",
                        "clientele.yaml:2: a tab before \"brokers\", expected spaces as indentation"),
                arguments(
                        "kafka: [a, b",
                        "clientele.yaml:1: not YAML, expected KEY: VALUE lines; found expected ',' or"
                                + " ']', but got <stream end>"),
                arguments("- kafka", "clientele.yaml:1: no mapping, expected KEY: VALUE lines"),
                arguments(
                        "shop: {zone: UTC}\n---\nkafka: {}",
                        "clientele.yaml:3: a second document, expected one document in the file"),
                arguments(
                        "shop: &shop\n  inner: *shop",
                        "shop.inner: a mapping within itself (clientele.yaml:1), expected no alias to"
                                + " what it stands in"),
                // Kafka's own properties
                arguments(
                        "kafka: {properties: {security.protocol: SLL}}",
                        "kafka.properties.security.protocol: \"SLL\" (clientele.yaml:1), expected one"
                                + " of PLAINTEXT, SASL_PLAINTEXT, SASL_SSL, SSL"),
                arguments(
                        "kafka: {properties: {request.timeout.ms: soon}}",
                        "kafka.properties.request.timeout.ms: \"soon\" (clientele.yaml:1), expected a"
                                + " value that Kafka accepts, of type int; Kafka says: Not a number"
                                + " of type INT"),
                arguments(
                        "kafka: {properties: {sasl.mechansim: PLAIN}}",
                        "kafka.properties.sasl.mechansim: \"PLAIN\" (clientele.yaml:1), expected a"
                                + " Kafka client property that exists; did you mean sasl.mechanism?"),
                arguments(
                        "kafka: {properties: {bootstrap.servers: 'k:9092'}}",
                        "kafka.properties.bootstrap.servers: \"k:9092\" (clientele.yaml:1), expected"
                                + " kafka.brokers instead"),
                arguments(
                        "kafka: {properties: {sasl.mechanism: PLAIN}}",
                        "kafka.properties.sasl.mechanism: \"PLAIN\" (clientele.yaml:1), expected"
                                + " security.protocol to be SASL_SSL or SASL_PLAINTEXT where it is"
                                + " set; it is PLAINTEXT"),
                // the store
                arguments(
                        "influx: {url: 'influx:8086', org: o, bucket: b}",
                        "influx.url: \"influx:8086\" (clientele.yaml:1), expected a URL"
                                + " http://HOST:PORT or https://HOST:PORT without user, query and"
                                + " fragment, such as http://127.0.0.1:8086"),
                arguments(
                        "influx: {url: 'http://i:8086', org: o}",
                        "influx.bucket: missing, expected a name, in the file or as"
                                + " CLIENTELE_INFLUX_BUCKET"),
                arguments(
                        "influx: {backoff: {first: 1m}, url: 'http://i', org: o, bucket: b}",
                        "influx.backoff.longest: \"30s\" (default), expected at least as much as"
                                + " influx.backoff.first, \"1m\" (clientele.yaml:1)"));
    }

    @ParameterizedTest
    @MethodSource("filesWithOneMistake")
    void each_mistake_is_one_line_with_key_value_and_expectation(String content, String line) {
        assertThat(read.problems(content, Map.of())).containsExactly(line);
    }

    static Stream<Arguments> filesWithSecrets() {
        return Stream.of(
                arguments("influx: {token: 'hunter2 x', url: 'http://i', org: o, bucket: b}"),
                arguments("influx: {token: [hunter2], url: 'http://i', org: o, bucket: b}"),
                arguments("influx: {tokn: hunter2}"),
                arguments("influx: hunter2"),
                arguments("influx: [hunter2]"),
                arguments("influx: {url: 'http://admin:hunter2@i:8086', org: o, bucket: b}"),
                arguments("influx: {urls: 'http://admin:hunter2@i:8086'}"),
                arguments("influx: {url: ['http://admin:hunter2@i:8086'], org: o, bucket: b}"),
                arguments("influx:\n  token: hunter2\n  token: hunter2"),
                arguments("influx:\n  token: *hunter2"),
                arguments("influx:\n  token: !hunter2 "),
                arguments("influx:\n  token: @hunter2"),
                arguments("influx:\n  token: \"hunter2"),
                arguments("influx:\n\ttoken: hunter2"),
                arguments("influx: {token: hunter2: x}"),
                arguments("api-password: hunter2"),
                arguments("kafka: {properties: hunter2}"),
                arguments("kafka: {properties: {ssl.key.password: hunter2}}"),
                arguments("kafka: {properties: {ssl.key.pasword: hunter2}}"),
                arguments("kafka: {properties: {sasl.jaas.confg: hunter2}}"),
                arguments(
                        "kafka: {properties: {security.protocol: SASL_SSL, sasl.jaas.config: 'X"
                                + " required username=u password=hunter2'}}"),
                arguments(
                        "kafka: {properties: {security.protocol: SASL_SSL, sasl.jaas.config: 'X"
                                + " required hunter2;'}}"));
    }

    @ParameterizedTest
    @MethodSource("filesWithSecrets")
    void no_line_tells_a_secret(String content) {
        assertThat(read.problems(content, Map.of()))
                .isNotEmpty()
                .noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void all_mistakes_of_file_and_environment_are_told_at_once() {
        assertThat(
                        read.problems(
                                """
                                kafka:
                                  broker: k:9092
                                shop:
                                  zone: Mars
                                """,
                                Map.of(
                                        "CLIENTELE_KAFKA_BROKERS", "k",
                                        "CLIENTELE_JOB_GRUOP", "x",
                                        "CLIENTELE_KPI_WINDOW", "",
                                        "PATH", "/bin"),
                                Program.KPI_DELIVERY))
                .containsExactly(
                        "kafka.broker: \"k:9092\" (clientele.yaml:2), expected a key that exists; did"
                                + " you mean kafka.brokers?",
                        "shop.zone: \"Mars\" (clientele.yaml:4), expected a time zone such as"
                                + " Europe/London",
                        "CLIENTELE_JOB_GRUOP: \"x\", expected a variable that exists; did you mean"
                                + " CLIENTELE_JOB_GROUP?",
                        "kafka.brokers: \"k\" (CLIENTELE_KAFKA_BROKERS), expected host:port with a"
                                + " port from 1 to 65535, several with commas",
                        "kpi.window: empty (CLIENTELE_KPI_WINDOW), expected a length of time with its"
                                + " unit (ms, s, m, h, d) from 1s to 1d",
                        "influx.url: missing, expected a URL http://HOST:PORT or https://HOST:PORT"
                                + " without user, query and fragment, such as http://127.0.0.1:8086,"
                                + " in the file or as CLIENTELE_INFLUX_URL",
                        "influx.org: missing, expected a name, in the file or as CLIENTELE_INFLUX_ORG",
                        "influx.bucket: missing, expected a name, in the file or as"
                                + " CLIENTELE_INFLUX_BUCKET");
    }

    @Test
    void every_line_that_begins_with_a_tab_is_told_beside_wrong_variables() {
        assertThat(
                        read.problems(
                                "kafka:\n\tbrokers: k:1\nshop:\n  \tzone: UTC\n",
                                Map.of("CLIENTELE_SHOP_ZONE", "Mars"),
                                Program.KPI_DELIVERY))
                .containsExactly(
                        "clientele.yaml:2: a tab before \"brokers\", expected spaces as indentation",
                        "clientele.yaml:4: a tab before \"zone\", expected spaces as indentation",
                        "shop.zone: \"Mars\" (CLIENTELE_SHOP_ZONE), expected a time zone such as"
                                + " Europe/London");
    }

    @Test
    void a_file_that_cannot_be_read_is_told_with_the_reason() throws IOException {
        Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThat(named("absent.yaml"))
                .containsExactly(
                        "--config: \"absent.yaml\", expected a readable YAML file; there is none");
        assertThat(named(".."))
                .containsExactly(
                        "--config: \"..\", expected a readable YAML file; it is a directory");
        assertThat(named("binary.yaml"))
                .containsExactly(
                        "--config: \"binary.yaml\", expected a readable YAML file; it is not UTF-8");
        assertThat(
                        read.problems(
                                new Sources(
                                        Optional.empty(),
                                        Map.of("CLIENTELE_CONFIG", folder + "/absent.yaml"),
                                        Map.of())))
                .containsExactly(
                        "CLIENTELE_CONFIG: \"absent.yaml\", expected a readable YAML file; there is"
                                + " none");
    }

    private List<String> named(String file) {
        return read.problems(new Sources(Optional.of(folder.resolve(file)), Map.of(), Map.of()));
    }

    @Test
    void a_file_of_a_secret_that_cannot_be_read_or_is_empty_is_told() {
        read.write("empty", " \n");
        String rest = "url: 'http://i', org: o, bucket: b";
        assertThat(
                        read.problems(
                                "influx: {token-file: '%s/none', %s}".formatted(folder, rest),
                                Map.of()))
                .containsExactly(
                        "influx.token-file: \"none\" (clientele.yaml:1), expected a readable file"
                                + " that holds influx.token; there is none");
        assertThat(
                        read.problems(
                                "influx: {%s}".formatted(rest),
                                Map.of("CLIENTELE_INFLUX_TOKEN_FILE", folder + "/empty")))
                .containsExactly(
                        "influx.token-file: \"empty\" (CLIENTELE_INFLUX_TOKEN_FILE), expected a"
                                + " readable file that holds influx.token; it is empty");
    }

    @Test
    void a_secret_and_its_file_in_one_place_contradict_each_other() {
        read.write("token", SECRET);
        assertThat(
                        read.problems(
                                """
                                influx:
                                  url: http://i
                                  org: o
                                  bucket: b
                                  token: hunter2
                                  token-file: %s/token
                                """
                                        .formatted(folder),
                                Map.of()))
                .containsExactly(
                        "influx.token: given twice, as influx.token and as influx.token-file"
                                + " (clientele.yaml:6), expected one of the two; the other one is"
                                + " clientele.yaml:5");
    }

    @Test
    void a_value_with_line_ends_is_still_told_in_one_line() {
        assertThat(read.problems("job: {group: \"a\\nb\\u0007\"}", Map.of()))
                .containsExactly(
                        "job.group: \"a\\nb\\u0007\" (clientele.yaml:1), expected a name of 1 to 100"
                                + " letters, digits, dots, underscores and dashes");
    }

    @Test
    void a_bomb_of_aliases_ends() {
        StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1}\n");
        for (int level = 1; level < 30; level++) {
            bomb.append(
                    "a%d: &a%d {l: *a%d, r: *a%d}\n".formatted(level, level, level - 1, level - 1));
        }
        assertThat(read.problems(bomb.toString(), Map.of()))
                .containsExactly("clientele.yaml: not YAML, expected YAML with few aliases");
        assertThat(bomb.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2_000);
    }
}
