package io.clientele.configuration;

import static io.clientele.configuration.Program.ALERT_DELIVERY;
import static io.clientele.configuration.Program.GATEWAY;
import static io.clientele.configuration.Program.KPI_DELIVERY;
import static io.clientele.configuration.Program.MAIN_JOB;
import static io.clientele.configuration.Program.TOPICS;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every key there is. */
public final class Keys {

    /** What every environment variable of Clientele begins with. */
    public static final String VARIABLE_PREFIX = "CLIENTELE_";

    /** The variable that names the configuration file. */
    public static final String FILE_VARIABLE = VARIABLE_PREFIX + "CONFIG";

    public static final Key<List<String>> KAFKA_BROKERS =
            Key.defaulted(
                    "kafka.brokers",
                    Kinds.BROKERS,
                    "localhost:9092",
                    "The Kafka brokers to start from.",
                    Program.values());

    public static final Family<String> KAFKA_PROPERTIES =
            new Family<>(
                    "kafka.properties.",
                    "security.protocol",
                    Kinds.PROPERTY_NAME,
                    Kinds.WORDS,
                    rest -> rest.toLowerCase(Locale.ROOT).replace('_', '.'),
                    "Any property of Kafka's own clients, passed to all of them: TLS, SASL,"
                            + " timeouts.",
                    Program.values());

    public static final Key<Integer> TOPICS_PARTITIONS =
            Key.defaulted(
                    "topics.partitions",
                    Kinds.whole(1, 10_000),
                    "4",
                    "Partitions of each topic but `clientele.kpis`, which has one.",
                    TOPICS);

    public static final Key<Integer> TOPICS_REPLICATION =
            Key.optional(
                    "topics.replication",
                    Kinds.whole(1, 100),
                    "On how many brokers each partition is kept. Without it the brokers' own"
                            + " default counts, and is not checked.",
                    TOPICS);

    public static final Key<Optional<Duration>> TOPICS_RETENTION =
            Key.defaulted(
                    "topics.retention",
                    Kinds.keeping(),
                    "30d",
                    "How long moves, KPI points and dead letters are kept.",
                    TOPICS);

    public static final Key<Optional<Duration>> TOPICS_EVENTS_RETENTION =
            Key.defaulted(
                    "topics.events-retention",
                    Kinds.keeping(),
                    "forever",
                    "How long events are kept, which is how far back they can be read again.",
                    TOPICS);

    public static final Key<String> SHOP_CURRENCY =
            Key.defaulted(
                    "shop.currency",
                    Kinds.CURRENCY,
                    "USD",
                    "The currency that all amounts are reported in.",
                    MAIN_JOB);

    public static final Family<BigDecimal> SHOP_RATES =
            new Family<>(
                    "shop.rates.",
                    "GBP",
                    Kinds.CURRENCY,
                    Kinds.RATE,
                    rest -> rest.toUpperCase(Locale.ROOT),
                    "What one unit of another currency is worth in the reporting currency. An"
                            + " amount in a currency without a rate is refused.",
                    MAIN_JOB);

    public static final Key<ZoneId> SHOP_ZONE =
            Key.defaulted(
                    "shop.zone",
                    Kinds.ZONE,
                    "UTC",
                    "The time zone whose days are the shop's days.",
                    MAIN_JOB);

    public static final Key<List<Integer>> RFM_WINDOWS =
            Key.defaulted(
                    "rfm.windows",
                    Kinds.WINDOWS,
                    "30,90,365",
                    "The sliding windows of a customer's sums, in days; scores are of the longest.",
                    MAIN_JOB);

    public static final Key<Boolean> MODELS_ENABLED =
            Key.defaulted(
                    "models.enabled",
                    Kinds.SWITCH,
                    "true",
                    "Whether the job trains models and profiles carry value, cluster and churn.",
                    MAIN_JOB);

    public static final Key<Integer> MODELS_PANEL =
            Key.defaulted(
                    "models.panel",
                    Kinds.whole(100, 1_000_000),
                    "50000",
                    "The most customers that clusters, churn and the bound of VIPs are learned"
                            + " from; of more, those are taken whose ids hash lowest.",
                    MAIN_JOB);

    public static final Key<String> MODELS_VALUE_FAMILY =
            Key.defaulted(
                    "models.value.family",
                    Kinds.oneOf("bg-nbd", "mbg-nbd", "automatic"),
                    "automatic",
                    "The model of how often customers order, and until when; `automatic` is BG/NBD"
                            + " unless the customers do not buy as it says and MBG/NBD fits.",
                    MAIN_JOB);

    public static final Key<Duration> MODELS_VALUE_REFIT =
            Key.defaulted(
                    "models.value.refit",
                    Kinds.days(1, 366),
                    "7d",
                    "Between two fits of the value models.",
                    MAIN_JOB);

    public static final Key<Duration> MODELS_VALUE_HORIZON =
            Key.defaulted(
                    "models.value.horizon",
                    Kinds.days(30, 3_650),
                    "365d",
                    "How far customer lifetime value looks ahead.",
                    MAIN_JOB);

    public static final Key<BigDecimal> MODELS_VALUE_DISCOUNT =
            Key.defaulted(
                    "models.value.discount",
                    Kinds.fraction("0", "10"),
                    "0.1",
                    "By how much what comes a year later is worth less, as a yearly rate.",
                    MAIN_JOB);

    public static final Key<BigDecimal> MODELS_VALUE_VIPS =
            Key.defaulted(
                    "models.value.vips",
                    Kinds.fraction("0.0001", "0.5"),
                    "0.05",
                    "The share of customers, by lifetime value, that are VIPs.",
                    MAIN_JOB);

    public static final Key<List<Integer>> MODELS_CLUSTERS_COUNT =
            Key.defaulted(
                    "models.clusters.count",
                    Kinds.range(2, 50),
                    "4",
                    "How many clusters there are, or the fewest and the most, such as 3,8: then"
                            + " the silhouette chooses.",
                    MAIN_JOB);

    public static final Key<List<String>> MODELS_CLUSTERS_FEATURES =
            Key.defaulted(
                    "models.clusters.features",
                    Kinds.FEATURES,
                    "log_recency,log_frequency,log_monetary",
                    "What customers are clustered by.",
                    MAIN_JOB);

    public static final Key<BigDecimal> MODELS_CLUSTERS_DECAY =
            Key.defaulted(
                    "models.clusters.decay",
                    Kinds.fraction("0", "1"),
                    "0.5",
                    "How much of what a centroid has learned counts on after a day.",
                    MAIN_JOB);

    public static final Key<Duration> MODELS_CHURN_HORIZON =
            Key.defaulted(
                    "models.churn.horizon",
                    Kinds.days(7, 730),
                    "90d",
                    "A customer has churned who orders nothing within it.",
                    MAIN_JOB);

    public static final Key<Duration> MODELS_CHURN_INTERVAL =
            Key.defaulted(
                    "models.churn.interval",
                    Kinds.days(1, 366),
                    "7d",
                    "Between two predictions for a customer that are kept to learn from.",
                    MAIN_JOB);

    public static final Key<BigDecimal> MODELS_CHURN_LEARNING_RATE =
            Key.defaulted(
                    "models.churn.learning-rate",
                    Kinds.fraction("0.0001", "10"),
                    "0.05",
                    "The scale of the churn regression's learning rate (alpha of FTRL-Proximal).",
                    MAIN_JOB);

    public static final Key<BigDecimal> MODELS_CHURN_BETA =
            Key.defaulted(
                    "models.churn.beta",
                    Kinds.fraction("0", "1000"),
                    "1",
                    "What steadies the regression's first steps (beta of FTRL-Proximal).",
                    MAIN_JOB);

    public static final Key<BigDecimal> MODELS_CHURN_L1 =
            Key.defaulted(
                    "models.churn.l1",
                    Kinds.fraction("0", "100000"),
                    "0",
                    "How strongly the regression's weights are pulled to exactly 0.",
                    MAIN_JOB);

    public static final Key<BigDecimal> MODELS_CHURN_L2 =
            Key.defaulted(
                    "models.churn.l2",
                    Kinds.fraction("0", "100000"),
                    "1",
                    "How strongly the regression's weights are pulled towards 0.",
                    MAIN_JOB);

    public static final Key<Duration> RETENTION_CUSTOMERS =
            Key.defaulted(
                    "retention.customers",
                    Kinds.days(1, 36_500),
                    "1096d",
                    "How long after its last event a customer is kept; not less than the longest"
                            + " window.",
                    MAIN_JOB);

    public static final Key<Duration> RETENTION_DUPLICATES =
            Key.defaulted(
                    "retention.duplicates",
                    Kinds.days(1, 3_650),
                    "7d",
                    "For how long a repeated message or order is recognised.",
                    MAIN_JOB);

    public static final Key<Duration> RETENTION_ORDERS =
            Key.defaulted(
                    "retention.orders",
                    Kinds.days(1, 3_650),
                    "90d",
                    "For how long an order's total is remembered for a cancellation that does not"
                            + " say it; not less than `retention.duplicates`.",
                    MAIN_JOB);

    public static final Key<Duration> KPI_WINDOW =
            Key.defaulted(
                    "kpi.window",
                    Kinds.length(Duration.ofSeconds(1), Duration.ofDays(1)),
                    "1m",
                    "Length of the KPI windows, in whole seconds; it must divide a day.",
                    MAIN_JOB);

    public static final Key<Duration> KPI_LATENESS =
            Key.defaulted(
                    "kpi.lateness",
                    Kinds.length(Duration.ZERO, Duration.ofDays(36_500)),
                    "1d",
                    "For how long after its end a KPI window still takes late events.",
                    MAIN_JOB);

    public static final Key<Duration> EVENTS_DISORDER =
            Key.defaulted(
                    "events.disorder",
                    Kinds.length(Duration.ZERO, Duration.ofDays(30)),
                    "10s",
                    "By how much events may be out of order without being late.",
                    MAIN_JOB);

    public static final Key<Duration> EVENTS_MAX_AHEAD =
            Key.defaulted(
                    "events.max-ahead",
                    Kinds.length(Duration.ZERO, Duration.ofDays(36_500)),
                    "1h",
                    "An event that is later than its record by more than this is refused.",
                    MAIN_JOB);

    public static final Key<Boolean> RULES_ENABLED =
            Key.defaulted(
                    "rules.enabled",
                    Kinds.SWITCH,
                    "false",
                    "Whether the job runs the rules in `clientele.rules`.",
                    MAIN_JOB);

    public static final Key<Boolean> ANOMALIES_ENABLED =
            Key.defaulted(
                    "anomalies.enabled",
                    Kinds.SWITCH,
                    "true",
                    "Whether the job watches KPI series and raises alerts of anomalies.",
                    MAIN_JOB);

    public static final Key<List<String>> ANOMALIES_SERIES =
            Key.defaulted(
                    "anomalies.series",
                    Kinds.SERIES,
                    "sales.gross_revenue,sales.orders,sales.average_order_value,customers.active,"
                            + "sales.refunds,pipeline.dead_letters,events.count",
                    "What is watched: measurement and field; where a measurement has a tag, each"
                            + " of its values, or the one that is named after the field.",
                    MAIN_JOB);

    public static final Key<String> ANOMALIES_DETECTOR =
            Key.defaulted(
                    "anomalies.detector",
                    Kinds.oneOf("seasonal", "forest"),
                    "seasonal",
                    "Which detector watches; `forest` is a random cut forest.",
                    MAIN_JOB);

    public static final Key<Duration> ANOMALIES_WINDOW =
            Key.defaulted(
                    "anomalies.window",
                    Kinds.length(Duration.ofMinutes(1), Duration.ofDays(1)),
                    "1h",
                    "What figures are summed over before they are judged; it must divide a day,"
                            + " and is never less than `kpi.window`.",
                    MAIN_JOB);

    public static final Key<BigDecimal> ANOMALIES_THRESHOLD =
            Key.defaulted(
                    "anomalies.threshold",
                    Kinds.fraction("0.01", "1"),
                    "0.65",
                    "The score from which an alert is raised: higher is fewer. No effect on"
                            + " `forest`, which has a threshold of its own.",
                    MAIN_JOB);

    public static final Key<Duration> ANOMALIES_WARM_UP =
            Key.defaulted(
                    "anomalies.warm-up",
                    Kinds.days(0, 3_650),
                    "14d",
                    "How long a series is watched before it raises anything.",
                    MAIN_JOB);

    public static final Key<String> JOB_GROUP =
            Key.defaulted(
                    "job.group",
                    Kinds.GROUP,
                    "clientele",
                    "The main job's consumer group. It also begins the names of its transactions:"
                            + " each running job needs its own.",
                    MAIN_JOB);

    public static final Key<Duration> JOB_CHECKPOINT_INTERVAL =
            Key.defaulted(
                    "job.checkpoint-interval",
                    Kinds.length(Duration.ofMillis(100), Duration.ofMinutes(5)),
                    "10s",
                    "Between checkpoints, which is also how often results become visible.",
                    MAIN_JOB,
                    KPI_DELIVERY,
                    ALERT_DELIVERY);

    public static final Key<URI> INFLUX_URL =
            Key.required("influx.url", Kinds.WEB_ADDRESS, "Where InfluxDB answers.", KPI_DELIVERY);

    public static final Key<String> INFLUX_ORG =
            Key.required(
                    "influx.org",
                    Kinds.NAMED,
                    "The organisation; a store without organisations passes over it.",
                    KPI_DELIVERY);

    public static final Key<String> INFLUX_BUCKET =
            Key.required("influx.bucket", Kinds.NAMED, "The bucket or database.", KPI_DELIVERY);

    public static final Key<String> INFLUX_TOKEN =
            Key.secret(
                    "influx.token",
                    Kinds.SECRET_TOKEN,
                    "What InfluxDB knows the delivery by; without it none is sent.",
                    Set.of(KPI_DELIVERY));

    public static final Key<String> INFLUX_GROUP =
            Key.defaulted(
                    "influx.group",
                    Kinds.GROUP,
                    "clientele-kpi-delivery",
                    "The delivery's consumer group, whose offsets tell where it goes on.",
                    KPI_DELIVERY);

    public static final Key<Duration> INFLUX_TIMEOUT =
            Key.defaulted(
                    "influx.timeout",
                    Kinds.length(Duration.ofMillis(1), Duration.ofMinutes(10)),
                    "10s",
                    "Of one attempt, from connecting to the answer.",
                    KPI_DELIVERY);

    public static final Key<Integer> INFLUX_BATCH_POINTS =
            Key.defaulted(
                    "influx.batch.points",
                    Kinds.whole(1, 1_000_000),
                    "1000",
                    "The most points in a batch.",
                    KPI_DELIVERY);

    public static final Key<Integer> INFLUX_BATCH_BYTES =
            Key.defaulted(
                    "influx.batch.bytes",
                    Kinds.whole(1, 100_000_000),
                    "1000000",
                    "The most bytes in a batch, before compression.",
                    KPI_DELIVERY);

    public static final Key<Duration> INFLUX_BATCH_AGE =
            Key.defaulted(
                    "influx.batch.age",
                    Kinds.length(Duration.ofMillis(1), Duration.ofHours(1)),
                    "1s",
                    "The longest that a point waits for others.",
                    KPI_DELIVERY);

    public static final Key<Duration> INFLUX_BACKOFF_FIRST =
            Key.defaulted(
                    "influx.backoff.first",
                    Kinds.length(Duration.ofMillis(1), Duration.ofHours(1)),
                    "500ms",
                    "The bound of the wait after a first failed attempt; it doubles from there.",
                    KPI_DELIVERY);

    public static final Key<Duration> INFLUX_BACKOFF_LONGEST =
            Key.defaulted(
                    "influx.backoff.longest",
                    Kinds.length(Duration.ofMillis(1), Duration.ofDays(1)),
                    "30s",
                    "The bound of every wait; not less than `influx.backoff.first`.",
                    KPI_DELIVERY);

    public static final Key<Long> INFLUX_BACKOFF_RETRIES =
            Key.defaulted(
                    "influx.backoff.retries",
                    Kinds.times(),
                    "unlimited",
                    "How often a batch is sent again before the delivery fails.",
                    KPI_DELIVERY);

    public static final Key<String> ALERTS_GROUP =
            Key.defaulted(
                    "alerts.group",
                    Kinds.GROUP,
                    "clientele-alert-delivery",
                    "The delivery's consumer group, whose offsets tell where it goes on.",
                    ALERT_DELIVERY);

    public static final Key<Duration> ALERTS_REPEATS =
            Key.defaulted(
                    "alerts.repeats",
                    Kinds.length(Duration.ofMinutes(1), Duration.ofDays(365)),
                    "7d",
                    "For how long an alert that comes again is recognised by its id.",
                    ALERT_DELIVERY);

    public static final Key<Duration> ALERTS_TIMEOUT =
            Key.defaulted(
                    "alerts.timeout",
                    Kinds.length(Duration.ofMillis(1), Duration.ofMinutes(10)),
                    "10s",
                    "Of one attempt, from connecting to the answer.",
                    ALERT_DELIVERY);

    public static final Key<Duration> ALERTS_BACKOFF_FIRST =
            Key.defaulted(
                    "alerts.backoff.first",
                    Kinds.length(Duration.ofMillis(1), Duration.ofHours(1)),
                    "1s",
                    "The bound of a channel's wait after a first failed attempt; it doubles from"
                            + " there.",
                    ALERT_DELIVERY);

    public static final Key<Duration> ALERTS_BACKOFF_LONGEST =
            Key.defaulted(
                    "alerts.backoff.longest",
                    Kinds.length(Duration.ofMillis(1), Duration.ofDays(1)),
                    "5m",
                    "The bound of every wait; not less than `alerts.backoff.first`.",
                    ALERT_DELIVERY);

    public static final Key<Duration> ALERTS_GIVE_UP =
            Key.defaulted(
                    "alerts.give-up",
                    Kinds.length(Duration.ofMillis(1), Duration.ofDays(30)),
                    "1d",
                    "After how long a message that no attempt delivered is set aside.",
                    ALERT_DELIVERY);

    public static final Key<Integer> ALERTS_PENDING =
            Key.defaulted(
                    "alerts.pending",
                    Kinds.whole(1, 1_000_000),
                    "10000",
                    "The most messages that wait for one channel; what comes beyond is set aside.",
                    ALERT_DELIVERY);

    public static final String CHANNELS = "alerts.channels.";

    private static final Family.Named CHANNEL = new Family.Named(CHANNELS, "ops", ALERT_DELIVERY);

    public static final Family<String> CHANNEL_KIND =
            CHANNEL.setting("kind", Kinds.CHANNEL_KIND, "How the channel is spoken to.");

    public static final Family<URI> CHANNEL_URL =
            CHANNEL.secret(
                    "url",
                    Kinds.SECRET_ADDRESS,
                    "Where a webhook, Slack or PagerDuty answers. PagerDuty's own unless given.");

    public static final Family<String> CHANNEL_SECRET =
            CHANNEL.secret(
                    "secret", Kinds.SIGNING_SECRET, "What a webhook's messages are signed with.");

    public static final Family<String> CHANNEL_ROUTING_KEY =
            CHANNEL.secret(
                    "routing-key",
                    Kinds.ROUTING_KEY,
                    "The integration key of a PagerDuty service.");

    public static final Family<String> CHANNEL_HOST =
            CHANNEL.setting("host", Kinds.HOST, "The mail server.");

    public static final Family<Integer> CHANNEL_PORT =
            CHANNEL.setting(
                    "port",
                    Kinds.whole(1, 65_535),
                    "Its port: 587 unless given, 465 with `tls`, 25 with `none`.");

    public static final Family<String> CHANNEL_TLS =
            CHANNEL.setting(
                    "tls",
                    Kinds.TLS,
                    "How mail is protected on its way: `starttls` unless given, which is demanded"
                            + " then, `tls` from the start, or `none`.");

    public static final Family<String> CHANNEL_USER =
            CHANNEL.setting("user", Kinds.WORDS, "Who the mail server knows us as, if it asks.");

    public static final Family<String> CHANNEL_PASSWORD =
            CHANNEL.secret("password", Kinds.PASSWORD, "The password of that user.");

    public static final Family<String> CHANNEL_FROM =
            CHANNEL.setting("from", Kinds.MAIL_ADDRESS, "Who mails are from.");

    public static final Family<List<String>> CHANNEL_TO =
            CHANNEL.setting("to", Kinds.MAIL_ADDRESSES, "Who mails are for.");

    public static final Family<Rate> CHANNEL_RATE_LIMIT =
            CHANNEL.setting(
                    "rate-limit",
                    Kinds.RATE_LIMIT,
                    "The most messages in a time; more wait. Without it there is no limit.");

    public static final Family<Duration> CHANNEL_GROUP_WINDOW =
            CHANNEL.setting(
                    "group-window",
                    Kinds.length(Duration.ZERO, Duration.ofDays(1)),
                    "After an alert of a rule, further ones of the same rule are gathered for so"
                            + " long and come as one message. `0s`, each by itself, unless given.");

    public static final Family<QuietHours> CHANNEL_QUIET_HOURS =
            CHANNEL.setting(
                    "quiet-hours",
                    Kinds.QUIET_HOURS,
                    "When only critical alerts come; the others wait until the end, and come as one"
                            + " message a rule.");

    public static final Family<ZoneId> CHANNEL_ZONE =
            CHANNEL.setting(
                    "zone", Kinds.ZONE, "The time zone of the quiet hours, UTC unless given.");

    public static final String ROUTES = "alerts.routes.";

    private static final Family.Named ROUTE = new Family.Named(ROUTES, "fraud", ALERT_DELIVERY);

    public static final Family<List<String>> ROUTE_CHANNELS =
            ROUTE.setting("channels", Kinds.MEMBER_NAMES, "Where the alerts of the route go.");

    public static final Family<String> ROUTE_SEVERITY =
            ROUTE.setting(
                    "severity",
                    Kinds.SEVERITY,
                    "Only alerts of at least this severity: `info` unless given.");

    public static final Family<List<String>> ROUTE_RULES =
            ROUTE.setting(
                    "rules",
                    Kinds.PATTERNS,
                    "Only alerts of these rules or detectors; all unless given.");

    public static final Family<List<String>> ROUTE_KINDS =
            ROUTE.setting("kinds", Kinds.PATTERNS, "Only alerts of these kinds; all unless given.");

    public static final Key<String> GATEWAY_ADDRESS =
            Key.defaulted(
                    "gateway.address",
                    Kinds.LISTEN_ADDRESS,
                    "127.0.0.1",
                    "Where the gateway listens. It has no authentication: leave it on loopback,"
                            + " or behind a proxy that has one.",
                    GATEWAY);

    public static final Key<Integer> GATEWAY_PORT =
            Key.defaulted(
                    "gateway.port",
                    Kinds.whole(0, 65_535),
                    "8080",
                    "The port that the gateway listens on; 0 for any free one.",
                    GATEWAY);

    public static final Key<Integer> GATEWAY_HISTORY_WINDOWS =
            Key.defaulted(
                    "gateway.history-windows",
                    Kinds.whole(2, 100_000),
                    "2000",
                    "Windows of each KPI series that are kept.",
                    GATEWAY);

    public static final Key<Integer> GATEWAY_TRACKED_CUSTOMERS =
            Key.defaulted(
                    "gateway.tracked-customers",
                    Kinds.whole(10, 100_000),
                    "1000",
                    "Best customers that are tracked, so that the top ten stay exact.",
                    GATEWAY);

    public static final Key<Duration> GATEWAY_UPDATE_INTERVAL =
            Key.defaulted(
                    "gateway.update-interval",
                    Kinds.length(Duration.ofMillis(50), Duration.ofMinutes(1)),
                    "500ms",
                    "How often changes are sent to the open pages.",
                    GATEWAY);

    public static final Key<Duration> GATEWAY_HEARTBEAT_INTERVAL =
            Key.defaulted(
                    "gateway.heartbeat-interval",
                    Kinds.length(Duration.ofMillis(50), Duration.ofSeconds(10)),
                    "4s",
                    "How often an open page hears that the gateway is alive.",
                    GATEWAY);

    public static final Key<Integer> GATEWAY_MAXIMUM_PAGES =
            Key.defaulted(
                    "gateway.maximum-pages",
                    Kinds.whole(1, 1_000),
                    "64",
                    "Pages that may be open at once; the next one is answered 503.",
                    GATEWAY);

    /** All keys with a name of their own, in the order in which they are told about. */
    static final List<Key<?>> ALL =
            List.of(
                    KAFKA_BROKERS,
                    TOPICS_PARTITIONS,
                    TOPICS_REPLICATION,
                    TOPICS_RETENTION,
                    TOPICS_EVENTS_RETENTION,
                    SHOP_CURRENCY,
                    SHOP_ZONE,
                    RFM_WINDOWS,
                    MODELS_ENABLED,
                    MODELS_PANEL,
                    MODELS_VALUE_FAMILY,
                    MODELS_VALUE_REFIT,
                    MODELS_VALUE_HORIZON,
                    MODELS_VALUE_DISCOUNT,
                    MODELS_VALUE_VIPS,
                    MODELS_CLUSTERS_COUNT,
                    MODELS_CLUSTERS_FEATURES,
                    MODELS_CLUSTERS_DECAY,
                    MODELS_CHURN_HORIZON,
                    MODELS_CHURN_INTERVAL,
                    MODELS_CHURN_LEARNING_RATE,
                    MODELS_CHURN_BETA,
                    MODELS_CHURN_L1,
                    MODELS_CHURN_L2,
                    RETENTION_CUSTOMERS,
                    RETENTION_DUPLICATES,
                    RETENTION_ORDERS,
                    KPI_WINDOW,
                    KPI_LATENESS,
                    EVENTS_DISORDER,
                    EVENTS_MAX_AHEAD,
                    RULES_ENABLED,
                    ANOMALIES_ENABLED,
                    ANOMALIES_SERIES,
                    ANOMALIES_DETECTOR,
                    ANOMALIES_WINDOW,
                    ANOMALIES_THRESHOLD,
                    ANOMALIES_WARM_UP,
                    JOB_GROUP,
                    JOB_CHECKPOINT_INTERVAL,
                    INFLUX_URL,
                    INFLUX_ORG,
                    INFLUX_BUCKET,
                    INFLUX_TOKEN,
                    INFLUX_GROUP,
                    INFLUX_TIMEOUT,
                    INFLUX_BATCH_POINTS,
                    INFLUX_BATCH_BYTES,
                    INFLUX_BATCH_AGE,
                    INFLUX_BACKOFF_FIRST,
                    INFLUX_BACKOFF_LONGEST,
                    INFLUX_BACKOFF_RETRIES,
                    ALERTS_GROUP,
                    ALERTS_REPEATS,
                    ALERTS_TIMEOUT,
                    ALERTS_BACKOFF_FIRST,
                    ALERTS_BACKOFF_LONGEST,
                    ALERTS_GIVE_UP,
                    ALERTS_PENDING,
                    GATEWAY_ADDRESS,
                    GATEWAY_PORT,
                    GATEWAY_HISTORY_WINDOWS,
                    GATEWAY_TRACKED_CUSTOMERS,
                    GATEWAY_UPDATE_INTERVAL,
                    GATEWAY_HEARTBEAT_INTERVAL,
                    GATEWAY_MAXIMUM_PAGES);

    static final List<Family<?>> FAMILIES =
            List.of(
                    KAFKA_PROPERTIES,
                    SHOP_RATES,
                    CHANNEL_KIND,
                    CHANNEL_URL,
                    CHANNEL_SECRET,
                    CHANNEL_ROUTING_KEY,
                    CHANNEL_HOST,
                    CHANNEL_PORT,
                    CHANNEL_TLS,
                    CHANNEL_USER,
                    CHANNEL_PASSWORD,
                    CHANNEL_FROM,
                    CHANNEL_TO,
                    CHANNEL_RATE_LIMIT,
                    CHANNEL_GROUP_WINDOW,
                    CHANNEL_QUIET_HOURS,
                    CHANNEL_ZONE,
                    ROUTE_CHANNELS,
                    ROUTE_SEVERITY,
                    ROUTE_RULES,
                    ROUTE_KINDS);

    private Keys() {}

    /** The key of that name, be it one of its own or a member of a family. */
    static Optional<Key<?>> find(String name) {
        for (Key<?> key : ALL) {
            if (key.name().equals(name)) {
                return Optional.of(key);
            }
        }
        return family(name).map(family -> family.key(name));
    }

    static Optional<Family<?>> family(String name) {
        for (Family<?> family : FAMILIES) {
            if (family.holds(name)) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    /** The parts of a section's name that may follow it; empty if it is none. */
    static List<String> partsOf(String section) {
        String prefix = section + ".";
        return Stream.concat(ALL.stream().map(Key::name), FAMILIES.stream().map(Family::example))
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .map(rest -> isFamily(prefix) ? rest : first(rest))
                .distinct()
                .toList();
    }

    /** Whether one of a section's keys is a secret. */
    static boolean holdsSecrets(String section) {
        String prefix = section + ".";
        return KAFKA_PROPERTIES.prefix().startsWith(prefix)
                || section.startsWith(CHANNELS)
                || CHANNELS.startsWith(prefix)
                || ALL.stream().anyMatch(key -> key.isSecret() && key.name().startsWith(prefix));
    }

    private static boolean isFamily(String prefix) {
        return FAMILIES.stream().anyMatch(family -> family.prefix().equals(prefix));
    }

    private static String first(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
