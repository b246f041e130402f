package io.clientele.quickstart.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clientele.configuration.Configuration;
import io.clientele.configuration.Configuration.Sources;
import io.clientele.configuration.Keys;
import io.clientele.configuration.Program;
import io.clientele.job.CustomerIntelligenceCommand;
import io.clientele.job.Topics;
import io.clientele.job.alert.AlertDelivery;
import io.clientele.job.alert.ChannelSettings;
import io.clientele.job.delivery.KpiDelivery;
import io.clientele.quickstart.Clientele;
import io.clientele.quickstart.compose.ComposeFile.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose file, against the project's own configuration: no engine runs here. */
class ComposeTest {

    private static final Path CLIENT = Path.of("/usr/bin/docker-compose");

    private static final List<Class<?>> FLINK_OPTIONS =
            List.of(
                    CheckpointingOptions.class,
                    CoreOptions.class,
                    JobManagerOptions.class,
                    RestOptions.class,
                    RestartStrategyOptions.class,
                    RocksDBConfigurableOptions.class,
                    RocksDBOptions.class,
                    StateBackendOptions.class,
                    TaskManagerOptions.class,
                    WebOptions.class);

    private static final Pattern SECRET =
            Pattern.compile("\\$\\{(\\w+):\\?run \\./first-run first}");
    private static final Pattern PORT =
            Pattern.compile("127\\.0\\.0\\.1:\\$\\{(\\w+):-(\\d+)}:(\\d+)");

    /** What is of a service's image, not of Clientele, by how the names begin. */
    private static final Map<String, String> OWN_VARIABLES =
            Map.of(
                    "apache/kafka", "KAFKA_|CLUSTER_ID",
                    "flink", "FLINK_CONF_DIR",
                    "influxdb", "DOCKER_INFLUXDB_INIT_|INFLUXD?_",
                    "grafana/grafana", "GF_",
                    "eclipse-temurin", "JAVA_");

    /** Of what the first run leaves to be filled in. */
    private static final Map<String, String> EXAMPLES =
            Map.of(
                    "SLACK_URL", "https://hooks.slack.com/services/T/B/x",
                    "WEBHOOK_URL", "https://soc.example.org/clientele",
                    "WEBHOOK_SECRET", "whsec_" + "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                    "EMAIL_HOST", "smtp.example.org",
                    "EMAIL_USER", "clientele",
                    "EMAIL_PASSWORD", "a-password",
                    "EMAIL_FROM", "clientele@example.org",
                    "EMAIL_TO", "ops@example.org",
                    "PAGERDUTY_ROUTING_KEY", "0123456789abcdef0123456789abcdef");

    @TempDir private Path folder;

    private static ComposeFile compose;
    private static String pom;

    @BeforeAll
    static void read() throws IOException {
        compose = ComposeFile.read();
        pom = Files.readString(ComposeFile.ROOT.resolve("pom.xml"));
    }

    @Test
    void images_are_pinned_to_the_versions_that_the_project_is_built_with() {
        Map<String, String> versions =
                Map.of(
                        "apache/kafka",
                        property("kafka.version"),
                        "flink",
                        property("flink.version") + "-java" + property("maven.compiler.release"),
                        "eclipse-temurin",
                        property("maven.compiler.release") + ".",
                        "influxdb",
                        "2.7.",
                        "grafana/grafana",
                        "12.");
        for (Service service : compose.services().values()) {
            String name = service.image().substring(0, service.image().indexOf(':'));
            assertThat(versions).as(service.name()).containsKey(name);
            assertThat(service.tag()).as(service.name()).startsWith(versions.get(name));
            assertThat(service.tag()).as(service.name()).matches("\\d+\\.\\d+\\.\\d+([-_].*)?");
        }
    }

    @Test
    void ports_are_published_on_loopback_only_and_each_once() {
        Set<String> published = new TreeSet<>();
        for (Service service : compose.services().values()) {
            for (String port : service.list("ports")) {
                assertThat(port).as(service.name()).matches(PORT);
                assertThat(published.add(found(PORT, port, 2))).as(port).isTrue();
            }
        }
        assertThat(published).contains("8080", "8081", "3000", "8086", "9092");
    }

    @Test
    void every_mount_is_in_the_repository_or_made_by_its_build() throws IOException {
        String version = found(Pattern.compile("<version>(.+?)</version>"), pom, 1);
        Set<String> built =
                Set.of(
                        "job/target/clientele-job-" + version + "-cluster.jar",
                        "gateway/target/" + finalName("gateway") + ".jar",
                        "quickstart/target/" + finalName("quickstart") + ".jar",
                        "quickstart/target/lib");
        Set<String> used = new TreeSet<>();
        for (Service service : compose.services().values()) {
            for (String mount : service.list("volumes")) {
                String[] parts = mount.split(":", -1);
                if (parts[0].startsWith("./")) {
                    String source = parts[0].substring(2);
                    assertThat(parts[2]).as(mount).isEqualTo("ro");
                    if (built.contains(source)) {
                        used.add(source);
                    } else {
                        assertThat(ComposeFile.ROOT.resolve(source)).as(mount).exists();
                    }
                } else {
                    assertThat(compose.volumes().containsKey(parts[0])).as(mount).isTrue();
                }
            }
        }
        assertThat(used).isEqualTo(built);
        assertThat(Files.readString(ComposeFile.ROOT.resolve("first-run"))).contains(used);
    }

    @Test
    void programs_that_are_started_are_there() {
        assertThat(compose.service("jobmanager").list("command"))
                .startsWith(CustomerIntelligenceCommand.class.getName());
        assertThat(compose.service("delivery-jobmanager").list("command"))
                .startsWith(KpiDelivery.class.getName());
        assertThat(compose.service("alerts-jobmanager").list("command"))
                .startsWith(AlertDelivery.class.getName());
        assertThat(compose.service("topics").list("command"))
                .containsSequence(Clientele.class.getName(), "topics", "create");
        assertThat(Clientele.commandLine().getSubcommands().get("topics").getSubcommands())
                .containsKey("create");
        for (Service service : compose.services().values()) {
            for (String program : service.list("entrypoint")) {
                service.list("volumes").stream()
                        .filter(mount -> mount.contains(":" + program + ":"))
                        .map(
                                mount ->
                                        ComposeFile.ROOT.resolve(
                                                mount.substring(2, mount.indexOf(':'))))
                        .forEach(file -> assertThat(file).isExecutable());
            }
        }
    }

    @Test
    void variables_of_clientele_are_keys_of_its_configuration_with_values_that_it_takes()
            throws Exception {
        Map<String, Program> programs =
                Map.of(
                        "jobmanager", Program.MAIN_JOB,
                        "delivery-jobmanager", Program.KPI_DELIVERY,
                        "topics", Program.TOPICS,
                        "gateway", Program.GATEWAY);
        for (Map.Entry<String, Program> entry : programs.entrySet()) {
            Configuration configuration =
                    configuration(compose.service(entry.getKey()), entry.getValue());

            assertThat(configuration.get(Keys.KAFKA_BROKERS))
                    .as(entry.getKey())
                    .containsExactly("kafka:19092");
        }
        assertThat(
                        configuration(compose.service("topics"), Program.TOPICS)
                                .get(Keys.TOPICS_PARTITIONS))
                .isEqualTo(flink().get(CoreOptions.DEFAULT_PARALLELISM));
        assertThat(Topics.specifications(configuration(compose.service("topics"), Program.TOPICS)))
                .allSatisfy(topic -> assertThat(topic.replicationFactor()).isEqualTo((short) 1));
    }

    /** Reads what the service would, with its files where they are here. */
    private Configuration configuration(Service service, Program program) throws Exception {
        return configuration(service, program, Map.of());
    }

    private Configuration configuration(
            Service service, Program program, Map<String, String> passedOn) throws Exception {
        Map<String, String> variables = new HashMap<>(service.environment());
        variables.keySet().removeAll(service.passedOn());
        variables.replaceAll((name, value) -> here(service, name, value));
        variables.putAll(passedOn);
        return Configuration.read(
                new Sources(Optional.empty(), variables, Map.of()), Set.of(program));
    }

    private String here(Service service, String name, String value) {
        if (name.endsWith("_TOKEN_FILE")) {
            try {
                return Files.writeString(folder.resolve("token"), "a-token").toString();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return service.list("volumes").stream()
                .filter(mount -> mount.contains(":" + value + ":"))
                .map(mount -> ComposeFile.ROOT.resolve(mount.substring(2, mount.indexOf(':'))))
                .map(Path::toString)
                .findFirst()
                .orElse(value);
    }

    @Test
    void the_delivery_of_alerts_takes_the_channels_that_the_first_run_offers() throws Exception {
        Service service = compose.service("alerts-jobmanager");
        Map<String, String> passed = new TreeMap<>();
        Matcher offered =
                Pattern.compile("#(CLIENTELE_ALERTS_\\w+)=(\\w*)")
                        .matcher(Files.readString(ComposeFile.ROOT.resolve("first-run")));
        while (offered.find()) {
            passed.put(
                    offered.group(1),
                    offered.group(2).isEmpty() ? EXAMPLES.get(kind(offered)) : offered.group(2));
        }
        assertThat(service.passedOn()).containsAll(passed.keySet());

        Configuration configuration = configuration(service, Program.ALERT_DELIVERY, passed);
        assertThat(ChannelSettings.of(configuration))
                .extracting(ChannelSettings::name)
                .containsExactlyInAnyOrder("slack", "webhook", "email", "pagerduty");
        for (String one : List.of("SLACK", "WEBHOOK", "EMAIL", "PAGERDUTY")) {
            Map<String, String> alone = new TreeMap<>(passed);
            alone.keySet().removeIf(name -> !name.contains("_" + one + "_"));
            assertThat(ChannelSettings.of(configuration(service, Program.ALERT_DELIVERY, alone)))
                    .extracting(ChannelSettings::name)
                    .containsExactly(one.toLowerCase(Locale.ROOT));
        }
    }

    private static String kind(Matcher variable) {
        return variable.group(1).replaceFirst("CLIENTELE_ALERTS_CHANNELS_", "");
    }

    @Test
    void nothing_else_waits_for_what_a_profile_leaves_out() {
        assertThat(compose.services().values())
                .filteredOn(service -> !service.list("profiles").isEmpty())
                .extracting(Service::name)
                .containsExactly("alerts-jobmanager", "alerts-taskmanager");
        for (Service service : compose.services().values()) {
            if (service.list("profiles").isEmpty()) {
                assertThat(service.map("depends_on").keySet().toString()).doesNotContain("alerts-");
            }
        }
    }

    @Test
    void other_variables_are_those_of_the_image() {
        for (Service service : compose.services().values()) {
            String own =
                    OWN_VARIABLES.get(service.image().substring(0, service.image().indexOf(':')));
            assertThat(service.environment().keySet())
                    .as(service.name())
                    .allMatch(name -> name.matches("CLIENTELE_.*|(" + own + ").*"));
        }
    }

    @Test
    void kafka_takes_its_settings_and_advertises_where_others_look_for_it() {
        Properties properties = new Properties();
        compose.service("kafka")
                .environment()
                .forEach(
                        (name, value) -> {
                            if (name.startsWith("KAFKA_") && !name.equals("KAFKA_HEAP_OPTS")) {
                                properties.put(
                                        name.substring(6)
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '.'),
                                        value.replace("${KAFKA_PORT:-9092}", "9092"));
                            }
                        });

        assertThat(KafkaConfig.configNames().contains("node.id")).isTrue();
        for (String name : properties.stringPropertyNames()) {
            assertThat(KafkaConfig.configNames().contains(name)).as(name).isTrue();
        }
        KafkaConfig kafka = KafkaConfig.fromProps(properties);
        assertThat(properties.getProperty("advertised.listeners"))
                .contains("INTERNAL://kafka:19092", "HOST://localhost:9092");
        assertThat(kafka.interBrokerListenerName().value()).isEqualTo("INTERNAL");
        assertThat(kafka.autoCreateTopicsEnable()).isFalse();
    }

    @Test
    void flink_knows_every_setting_and_fits_into_its_containers() throws Exception {
        Map<String, ConfigOption<?>> known = new HashMap<>();
        for (Class<?> options : FLINK_OPTIONS) {
            for (Field field : options.getFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        && field.get(null) instanceof ConfigOption<?> option) {
                    known.put(option.key(), option);
                }
            }
        }
        var flink = flink();

        assertThat(flink.keySet()).isNotEmpty();
        for (String key : flink.keySet()) {
            assertThat(known).containsKey(key);
            assertThat(flink.getOptional(known.get(key))).as(key).isPresent();
        }
        // What Flink's start scripts ask it: the sums of memory have to come out.
        assertThat(TaskExecutorProcessUtils.processSpecFromConfig(flink).getManagedMemorySize())
                .isGreaterThan(MemorySize.ofMebiBytes(256));
        assertThat(JobManagerProcessUtils.processSpecFromConfig(flink).getJvmHeapMemorySize())
                .isGreaterThan(MemorySize.ofMebiBytes(256));
        fits(flink.get(JobManagerOptions.TOTAL_PROCESS_MEMORY), "jobmanager");
        fits(flink.get(JobManagerOptions.TOTAL_PROCESS_MEMORY), "delivery-jobmanager");
        fits(flink.get(JobManagerOptions.TOTAL_PROCESS_MEMORY), "alerts-jobmanager");
        fits(flink.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY), "taskmanager");
        fits(flink.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY), "delivery-taskmanager");
        fits(flink.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY), "alerts-taskmanager");
        int slots =
                flink.get(TaskManagerOptions.NUM_TASK_SLOTS)
                        * (Integer) compose.service("taskmanager").map("deploy").get("replicas");
        assertThat(slots).isGreaterThanOrEqualTo(flink.get(CoreOptions.DEFAULT_PARALLELISM));
    }

    private static void fits(MemorySize process, String service) {
        String limit = (String) compose.service(service).limits().get("memory");
        assertThat(MemorySize.parse(limit.replace("M", "m").replace("G", "g")))
                .as(service)
                .isGreaterThan(process);
    }

    private static org.apache.flink.configuration.Configuration flink() {
        return GlobalConfiguration.loadConfiguration(
                ComposeFile.ROOT.resolve("flink-conf").toString());
    }

    @Test
    void all_clusters_keep_their_checkpoints_where_they_look_for_them_again() {
        String volume = "/var/lib/clientele/checkpoints";
        assertThat(flink().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
                .isEqualTo("file://" + volume);
        Set<String> jobs = new TreeSet<>();
        for (Service service : compose.services().values()) {
            if (service.image().startsWith("flink:")) {
                assertThat(service.list("volumes")).contains("checkpoints:" + volume);
            }
            if (service.list("entrypoint").contains("/opt/clientele/start-job")) {
                String job = service.list("command").get(1);
                assertThat(JobID.fromHexString(job).toHexString()).isEqualTo(job);
                assertThat(jobs.add(job)).isTrue();
                assertThat(service.health()).contains("/jobs/" + job);
                assertThat(service.list("command"))
                        .contains("-Djobmanager.rpc.address=" + service.name());
            }
        }
        assertThat(jobs).hasSize(3);
    }

    @Test
    void what_runs_has_a_health_check_on_a_port_that_is_listened_on_and_limits() {
        for (Service service : compose.services().values()) {
            assertThat(service.limits().get("memory")).as(service.name()).isNotNull();
            assertThat(service.limits().get("cpus")).as(service.name()).isNotNull();
            assertThat(service.health().isEmpty())
                    .as(service.name())
                    .isEqualTo(service.endsByItself());
        }
        int rest = flink().get(RestOptions.PORT);
        assertThat(compose.service("jobmanager").health()).contains("127.0.0.1:" + rest + "/");
        assertThat(compose.service("taskmanager").health()).contains("jobmanager:" + rest + "/");
        String port = compose.service("gateway").environment().get("CLIENTELE_GATEWAY_PORT");
        assertThat(compose.service("gateway").health())
                .contains("127.0.0.1:" + port + "/actuator/health/readiness");
        assertThat(compose.service("gateway").list("ports").get(0)).endsWith(":" + port);
    }

    @Test
    void nothing_starts_before_what_it_needs() {
        for (Service service : compose.services().values()) {
            service.map("depends_on")
                    .forEach(
                            (name, how) -> {
                                Service needed = compose.service((String) name);
                                String condition = (String) ((Map<?, ?>) how).get("condition");
                                assertThat(needed).as(name + " of " + service.name()).isNotNull();
                                assertThat(condition.equals("service_completed_successfully"))
                                        .as(name + " of " + service.name())
                                        .isEqualTo(needed.endsByItself());
                            });
        }
        assertThat(compose.service("jobmanager").map("depends_on").containsKey("topics")).isTrue();
        assertThat(compose.service("grafana").map("depends_on").containsKey("influxdb-init"))
                .isTrue();
    }

    @Test
    void grafana_finds_source_and_dashboards_where_they_are_mounted() throws IOException {
        Service grafana = compose.service("grafana");
        Path provisioning = ComposeFile.ROOT.resolve("dashboards/provisioning");
        String dashboards = Files.readString(provisioning.resolve("dashboards/clientele.yaml"));
        String folder = found(Pattern.compile("path: (\\S+)"), dashboards, 1);
        try (Stream<Path> files = Files.list(ComposeFile.ROOT.resolve("dashboards"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".json")).toList()) {
                String name = file.getFileName().toString();
                assertThat(grafana.list("volumes"))
                        .contains("./dashboards/" + name + ":" + folder + "/" + name + ":ro");
            }
        }
        String source = Files.readString(provisioning.resolve("datasources/clientele.yaml"));
        Matcher variable = Pattern.compile("\\$\\{(\\w+)}").matcher(source);
        while (variable.find()) {
            if (!variable.group(1).isEmpty()) {
                assertThat(grafana.environment()).containsKey(variable.group(1));
            }
        }
        assertThat(source).contains("$__file{/run/clientele/token}");
        assertThat(grafana.list("volumes")).contains("grafana-token:/run/clientele:ro");
    }

    @Test
    void the_first_run_makes_every_secret_anew_for_its_owner_only() throws Exception {
        Set<String> asked = new TreeSet<>();
        Matcher secret =
                SECRET.matcher(Files.readString(ComposeFile.ROOT.resolve("docker-compose.yml")));
        while (secret.find()) {
            asked.add(secret.group(1));
        }
        Properties one = firstRun("one");
        Properties other = firstRun("other");

        assertThat(one.stringPropertyNames()).containsAll(asked).contains("COMPOSE_PROJECT_NAME");
        for (String name : asked) {
            assertThat(one.getProperty(name)).as(name).matches("[A-Za-z0-9]{22,}");
            assertThat(one.getProperty(name)).as(name).isNotEqualTo(other.getProperty(name));
        }
        assertThat(one.getProperty("KAFKA_CLUSTER_ID")).hasSize(22);
        assertThat(Uuid.fromString(one.getProperty("KAFKA_CLUSTER_ID")))
                .isNotEqualTo(Uuid.ZERO_UUID);
        assertThat(firstRun("one")).isEqualTo(one);
        assertThat(Files.readAllLines(ComposeFile.ROOT.resolve(".gitignore"))).contains(".env");
    }

    private Properties firstRun(String name) throws Exception {
        Path place = Files.createDirectories(folder.resolve(name));
        Path script = place.resolve("first-run");
        if (!Files.exists(script)) {
            Files.copy(ComposeFile.ROOT.resolve("first-run"), script);
        }
        Path said = folder.resolve(name + ".said");
        Process process =
                new ProcessBuilder("bash", script.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(said)).contains("build them first");
        Path made = place.resolve(".env");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-------");
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(made)) {
            properties.load(reader);
        }
        for (String value : properties.stringPropertyNames()) {
            if (value.endsWith("PASSWORD") || value.endsWith("TOKEN")) {
                assertThat(Files.readString(said)).doesNotContain(properties.getProperty(value));
            }
        }
        return properties;
    }

    @Test
    void the_newest_complete_checkpoint_is_gone_on_from() throws Exception {
        for (String checkpoint : List.of("chk-9", "chk-10", "chk-x")) {
            Files.createDirectories(folder.resolve(checkpoint));
            Files.createFile(folder.resolve(checkpoint).resolve("_metadata"));
        }
        Files.createDirectories(folder.resolve("chk-11"));

        assertThat(newest(folder)).isEqualTo(folder.resolve("chk-10") + "\n");
        assertThat(newest(folder.resolve("nowhere"))).isEmpty();
    }

    private static String newest(Path checkpoints) throws Exception {
        Process process =
                new ProcessBuilder(
                                ComposeFile.ROOT.resolve("flink-conf/newest-checkpoint").toString(),
                                checkpoints.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    @Test
    void the_compose_client_takes_the_file() throws Exception {
        assumeTrue(
                Files.isExecutable(CLIENT),
                "skipped: /usr/bin/docker-compose is not there, which Debian's package"
                        + " docker-compose installs");
        Path variables = folder.resolve("variables");
        Files.writeString(
                variables,
                """
                KAFKA_CLUSTER_ID=k
                INFLUXDB_PASSWORD=p
                INFLUXDB_ADMIN_TOKEN=t
                GRAFANA_PASSWORD=g
                CLIENTELE_ALERTS_CHANNELS_SLACK_KIND=slack
                """);
        Path out = folder.resolve("resolved.yaml");
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(
                                CLIENT.toString(),
                                "--file",
                                ComposeFile.ROOT.resolve("docker-compose.yml").toString(),
                                "--env-file",
                                variables.toString(),
                                "--profile",
                                "alerts",
                                "config")
                        .redirectOutput(out.toFile())
                        .redirectError(errors.toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        assertThat(Files.readString(errors)).isEmpty();

        ComposeFile resolved = new ComposeFile(ComposeFile.yaml(out));

        assertThat(resolved.services().keySet())
                .isEqualTo(new TreeSet<>(compose.services().keySet()));
        assertThat(resolved.service("gateway").list("ports"))
                .containsExactly("127.0.0.1:8080:8080/tcp");
        assertThat(resolved.service("influxdb").environment())
                .containsEntry("DOCKER_INFLUXDB_INIT_ADMIN_TOKEN", "t");
        assertThat(resolved.service("alerts-jobmanager").environment())
                .containsEntry("CLIENTELE_ALERTS_CHANNELS_SLACK_KIND", "slack");
    }

    private static String property(String name) {
        return found(Pattern.compile("<" + name + ">(.+?)</" + name + ">"), pom, 1);
    }

    private static String finalName(String module) throws IOException {
        return found(
                Pattern.compile("<finalName>(.+?)</finalName>"),
                Files.readString(ComposeFile.ROOT.resolve(module).resolve("pom.xml")),
                1);
    }

    private static String found(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(group);
    }
}
