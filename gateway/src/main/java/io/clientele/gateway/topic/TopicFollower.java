package io.clientele.gateway.topic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the topics from their beginning to their end and on, on one thread, and hands each record
 * to its view. There is no consumer group: nothing is remembered between two starts.
 *
 * <p>A broker that is down is asked again for as long as the gateway runs. A topic that does not
 * exist yet, or gets another partition, is taken in at the next check. A record that cannot be read
 * is counted, named in the log without its content, and skipped.
 */
public final class TopicFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REOPEN_AFTER = Duration.ofSeconds(2);
    private static final int LOGGED_UNREADABLE_RECORDS = 20;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Map<String, TopicView> views;
    private final Clock clock;

    private final Map<String, Long> unreadable = new TreeMap<>();
    private Connection connection = Connection.CONNECTING;
    private Instant since;
    private Optional<Instant> lastRecordAt = Optional.empty();
    private long behind;
    private boolean everLive;
    private boolean answering = true;

    private volatile boolean running;
    private CountDownLatch stopped = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();

    /** Where each partition ended when it was first seen; empties as the reading gets there. */
    private final Map<TopicPartition, Long> targets = new HashMap<>();

    /**
     * @param consumers opens a consumer; called again after one had to be given up
     * @param views one for each topic
     * @param clock tells when states changed
     */
    public TopicFollower(
            Supplier<Consumer<byte[], byte[]>> consumers, List<TopicView> views, Clock clock) {
        this.consumers = consumers;
        this.views =
                views.stream().collect(Collectors.toMap(TopicView::topic, Function.identity()));
        this.clock = clock;
        this.since = clock.instant();
        views.forEach(view -> unreadable.put(view.topic(), 0L));
    }

    /** How it stands now. */
    public synchronized StreamStatus status() {
        return new StreamStatus(connection, since, lastRecordAt, behind, Map.copyOf(unreadable));
    }

    @Override
    public synchronized void start() {
        running = true;
        stopped = new CountDownLatch(1);
        Thread follower = new Thread(this::run, "topic-follower");
        follower.setDaemon(true);
        thread = Optional.of(follower);
        follower.start();
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
        Optional<Thread> follower;
        synchronized (this) {
            follower = thread;
            thread = Optional.empty();
        }
        try {
            if (follower.isPresent()) {
                follower.get().join(CHECK_TIMEOUT.plus(POLL).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                targets.clear();
                follow(consumer);
            } catch (InterruptException | WakeupException e) {
                return;
            } catch (KafkaException e) {
                lost(e);
                awaitStop(REOPEN_AFTER);
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        long checkedAt = System.nanoTime() - CHECK_EVERY.toNanos();
        while (running) {
            if (System.nanoTime() - checkedAt >= CHECK_EVERY.toNanos()) {
                check(consumer);
                checkedAt = System.nanoTime();
            }
            if (consumer.assignment().isEmpty()) {
                awaitStop(CHECK_EVERY);
                continue;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
            rereadWhereWanted(consumer);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            views.get(record.topic()).accept(record);
        } catch (UnreadableRecordException e) {
            skip(record, e.getMessage());
        } catch (RuntimeException e) {
            // Whatever a record holds, the next one must be read: a thread that ended here would
            // leave a page that looks alive and never moves again.
            skip(record, e.getClass().getName());
        }
        synchronized (this) {
            lastRecordAt = Optional.of(clock.instant());
        }
    }

    private void skip(ConsumerRecord<byte[], byte[]> record, String why) {
        long count;
        synchronized (this) {
            count = unreadable.merge(record.topic(), 1L, Long::sum);
        }
        if (count <= LOGGED_UNREADABLE_RECORDS) {
            LOG.warn(
                    "Skipped a record that cannot be read: {} partition {} offset {}: {}{}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    why,
                    count == LOGGED_UNREADABLE_RECORDS
                            ? " (further ones of this topic are only counted)"
                            : "");
        }
    }

    private void check(Consumer<byte[], byte[]> consumer) {
        try {
            assignNewPartitions(consumer);
            Map<TopicPartition, Long> ends =
                    consumer.endOffsets(consumer.assignment(), CHECK_TIMEOUT);
            ends.forEach(targets::putIfAbsent);
            long distance = 0;
            boolean caughtUp = true;
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                long position = consumer.position(end.getKey(), CHECK_TIMEOUT);
                distance += Math.max(0, end.getValue() - position);
                caughtUp &= position >= Math.min(targets.get(end.getKey()), end.getValue());
            }
            answered(distance, caughtUp);
        } catch (RetriableException e) {
            lost(e);
        }
    }

    private void assignNewPartitions(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> present = new HashSet<>();
        for (String topic : views.keySet()) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic, CHECK_TIMEOUT);
            for (PartitionInfo partition :
                    partitions == null ? List.<PartitionInfo>of() : partitions) {
                present.add(new TopicPartition(topic, partition.partition()));
            }
        }
        List<TopicPartition> added = new ArrayList<>(present);
        added.removeAll(consumer.assignment());
        if (!present.equals(consumer.assignment())) {
            consumer.assign(present);
            consumer.seekToBeginning(added);
            LOG.info("Following {} partitions of {}", present.size(), views.keySet());
        }
    }

    private void rereadWhereWanted(Consumer<byte[], byte[]> consumer) {
        for (TopicView view : views.values()) {
            if (view.wantsRereading()) {
                LOG.info("Reading {} again from its beginning", view.topic());
                consumer.seekToBeginning(
                        consumer.assignment().stream()
                                .filter(partition -> partition.topic().equals(view.topic()))
                                .toList());
            }
        }
    }

    private synchronized void answered(long distance, boolean caughtUp) {
        behind = distance;
        answering = true;
        // Once caught up it stays so: the views hold what there was, and only grow newer.
        boolean live = caughtUp || everLive;
        everLive = live;
        enter(live ? Connection.LIVE : Connection.CATCHING_UP);
    }

    private synchronized void lost(KafkaException e) {
        boolean answeredBefore = connection != Connection.CONNECTING;
        if (answering) {
            LOG.warn("No broker answers ({}); asking again until one does", e.getMessage());
        }
        answering = false;
        enter(answeredBefore ? Connection.LOST : Connection.CONNECTING);
    }

    private void enter(Connection next) {
        if (next != connection) {
            LOG.info("Connection to the brokers: {}", next);
            connection = next;
            since = clock.instant();
        }
    }

    private void awaitStop(Duration atMost) {
        try {
            stopped.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        }
    }
}
