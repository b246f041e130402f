package io.clientele.quickstart.demo;

import io.clientele.job.Topics;
import io.clientele.quickstart.feed.EventFeed;
import io.clientele.quickstart.feed.FeedCounts;
import io.clientele.quickstart.feed.FeedEvent;
import io.clientele.quickstart.feed.FeedException;
import io.clientele.quickstart.feed.FeedProducers;
import io.clientele.quickstart.feed.Pace;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;

/** What feeds the demo, in a thread of its own. */
final class DemoFeed implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Producer<byte[], byte[]> producer;
    private final EventFeed feed;
    private final Thread thread;
    private final AtomicReference<FeedException> failure = new AtomicReference<>();

    private DemoFeed(Producer<byte[], byte[]> producer, Iterator<FeedEvent> events, Pace pace) {
        this.producer = producer;
        this.feed = new EventFeed(producer, Topics.EVENTS);
        this.thread =
                new Thread(
                        () -> {
                            try {
                                feed.run(events, pace);
                            } catch (FeedException refused) {
                                failure.set(refused);
                            }
                        },
                        "demo-feed");
    }

    static DemoFeed start(String brokers, Iterator<FeedEvent> events, Pace pace)
            throws FeedException {
        DemoFeed feed =
                new DemoFeed(FeedProducers.connect(brokers, Topics.EVENTS, PATIENCE), events, pace);
        feed.thread.setDaemon(true);
        feed.thread.start();
        return feed;
    }

    FeedCounts counts() {
        return feed.counts();
    }

    boolean hasEnded() {
        return !thread.isAlive();
    }

    /** What stopped the feed before its end, if anything did. */
    Optional<FeedException> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Sends no more. */
    void stop() throws InterruptedException {
        feed.stop();
        thread.join(PATIENCE.toMillis());
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        producer.close(Duration.ofSeconds(5));
    }
}
