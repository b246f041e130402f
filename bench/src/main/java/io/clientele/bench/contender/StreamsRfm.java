package io.clientele.bench.contender;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.ledger.CustomerLedger;
import io.clientele.analytics.ledger.CustomerLedgerCodec;
import io.clientele.job.Topics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * RFM in Kafka Streams as its documentation would have it: the topic is keyed by customer already,
 * so nothing is repartitioned; ledgers in its RocksDB store with the record cache and the changelog
 * topic; exactly once, committed as often as Flink takes checkpoints.
 */
final class StreamsRfm implements RunningContender {

    private static final String STORE = "ledgers";

    private final LongAdder processed = new LongAdder();

    private StreamsRfm() {}

    static StreamsRfm start(ContenderCommand.Arguments arguments) {
        StreamsRfm running = new StreamsRfm();
        Engine engine = arguments.contender().engine();
        StoreBuilder<KeyValueStore<String, CustomerLedger>> store =
                Stores.keyValueStoreBuilder(
                                arguments.contender().backend() == Backend.ROCKSDB
                                        ? Stores.persistentKeyValueStore(STORE)
                                        : Stores.inMemoryKeyValueStore(STORE),
                                Serdes.String(),
                                ledgers())
                        .withCachingEnabled();
        Topology topology = new Topology();
        topology.addSource(
                "events", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.EVENTS);
        topology.addProcessor("rfm", () -> new Enter(running.processed, engine), "events");
        topology.addStateStore(store, "rfm");
        topology.addSink(
                "profiles",
                Topics.PROFILES,
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                "rfm");
        KafkaStreams streams = new KafkaStreams(topology, settings(arguments));
        streams.setUncaughtExceptionHandler(
                failure -> {
                    failure.printStackTrace();
                    return StreamThreadExceptionResponse.SHUTDOWN_APPLICATION;
                });
        streams.start();
        return running;
    }

    private static Properties settings(ContenderCommand.Arguments arguments) {
        Properties settings = new Properties();
        settings.setProperty(StreamsConfig.APPLICATION_ID_CONFIG, arguments.group());
        settings.setProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments.brokers());
        settings.setProperty(
                StreamsConfig.STATE_DIR_CONFIG, arguments.folder().resolve("streams").toString());
        settings.setProperty(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                Integer.toString(arguments.contender().parallelism()));
        settings.setProperty(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.setProperty(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                Long.toString(Duration.ofSeconds(arguments.checkpointSeconds()).toMillis()));
        settings.setProperty(
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, Long.toString(64L << 20));
        settings.setProperty(
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.setProperty(
                StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.setProperty(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), "20");
        settings.setProperty(
                StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
                Integer.toString(1 << 17));
        settings.setProperty(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Long.toString(Duration.ofMinutes(10).toMillis()));
        return settings;
    }

    @Override
    public long processed() {
        return processed.sum();
    }

    private static final class Enter implements Processor<byte[], byte[], byte[], byte[]> {

        private final LongAdder processed;
        private final boolean moneyOnly;
        private final BareRfm rfm;
        private ProcessorContext<byte[], byte[]> context;
        private KeyValueStore<String, CustomerLedger> ledgers;

        Enter(LongAdder processed, Engine engine) {
            this.processed = processed;
            this.moneyOnly = engine == Engine.STREAMS_MONEY_ONLY;
            this.rfm = new BareRfm(engine == Engine.STREAMS);
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> started) {
            context = started;
            ledgers = started.getStateStore(STORE);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            Optional<CommerceEvent> read = rfm.read(record.value(), record.timestamp());
            if (read.isPresent() && (!moneyOnly || BareRfm.movesMoney(read.get()))) {
                CommerceEvent event = read.get();
                String customer = event.header().identity();
                CustomerLedger known = ledgers.get(customer);
                CustomerLedger ledger = known == null ? rfm.ledgerFor(event) : known;
                Optional<byte[]> profile = rfm.enter(event, ledger);
                ledgers.put(customer, ledger);
                if (profile.isPresent()) {
                    context.forward(record.withValue(profile.get()));
                }
            }
            processed.increment();
        }
    }

    private static Serde<CustomerLedger> ledgers() {
        CustomerLedgerCodec codec = new CustomerLedgerCodec();
        return Serdes.serdeFrom(
                (topic, ledger) -> {
                    if (ledger == null) {
                        return null;
                    }
                    try {
                        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
                        codec.write(ledger, new DataOutputStream(bytes));
                        return bytes.toByteArray();
                    } catch (IOException impossible) {
                        throw new UncheckedIOException(impossible);
                    }
                },
                (topic, bytes) -> {
                    if (bytes == null) {
                        return null;
                    }
                    try {
                        return codec.read(
                                codec.version(),
                                new DataInputStream(new ByteArrayInputStream(bytes)));
                    } catch (IOException damaged) {
                        throw new UncheckedIOException(damaged);
                    }
                });
    }
}
