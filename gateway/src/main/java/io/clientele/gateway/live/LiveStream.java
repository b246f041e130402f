package io.clientele.gateway.live;

import io.clientele.gateway.GatewaySettings;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the overview to the open pages: a {@code snapshot} when a page connects, from then on the
 * parts that changed ({@code kpis}, {@code profiles}, {@code moves}, {@code refusals}, {@code
 * insights}, {@code alerts}) and, when the connection to the brokers changes and every few seconds,
 * a {@code heartbeat} with the status.
 *
 * <p>An event is written once and shared by all pages. Updates replace what they name, so one that
 * the snapshot already holds does no harm.
 */
@Component
public class LiveStream implements SmartLifecycle {

    static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

    private final Views views;
    private final JsonMapper json;
    private final GatewaySettings settings;
    private final Set<OpenPage> pages = new HashSet<>();
    private Views.Versions sent = new Views.Versions(0, 0, 0, 0, 0, 0);
    private Object sentConnection = "";
    private Object sentInsights = "";
    private Object sentAlerts = "";
    private long heartbeatAt = System.nanoTime();
    private long lastId;

    private Optional<ScheduledFuture<?>> updates = Optional.empty();
    private Optional<ScheduledExecutorService> ticker = Optional.empty();
    private Optional<ThreadPoolExecutor> senders = Optional.empty();

    /**
     * @param views what is sent
     * @param json writes it
     * @param settings says how often, and to how many pages
     */
    public LiveStream(Views views, JsonMapper json, GatewaySettings settings) {
        this.views = views;
        this.json = json;
        this.settings = settings;
    }

    /**
     * Connects a page and sends it the snapshot; empty if too many pages are open or the gateway is
     * ending.
     */
    public synchronized Optional<SseEmitter> connect() {
        if (pages.size() >= settings.maximumPages() || senders.isEmpty()) {
            return Optional.empty();
        }
        SseEmitter emitter = new SseEmitter(0L);
        OpenPage page = new OpenPage(emitter, senders.get());
        emitter.onCompletion(() -> disconnect(page));
        emitter.onError(e -> disconnect(page));
        pages.add(page);
        page.send(message("snapshot", views.overview()));
        return Optional.of(emitter);
    }

    /** How many pages are open. */
    public synchronized int openPages() {
        return pages.size();
    }

    @Override
    public synchronized void start() {
        senders =
                Optional.of(
                        new ThreadPoolExecutor(
                                0,
                                // One for each open page, and as many that are just being closed.
                                2 * settings.maximumPages(),
                                10,
                                TimeUnit.SECONDS,
                                new SynchronousQueue<>(),
                                task -> daemon(task, "page-sender"),
                                (task, pool) -> {}));
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "page-updates"));
        long interval = settings.updateInterval().toMillis();
        updates =
                Optional.of(
                        timer.scheduleWithFixedDelay(
                                this::updateOrSayWhyNot,
                                interval,
                                interval,
                                TimeUnit.MILLISECONDS));
        ticker = Optional.of(timer);
    }

    /** Ends the open pages' streams, for the server waits for its requests to end. */
    @Override
    public synchronized void stop() {
        updates.ifPresent(future -> future.cancel(false));
        updates = Optional.empty();
        ticker.ifPresent(ScheduledExecutorService::shutdown);
        ticker = Optional.empty();
        pages.forEach(OpenPage::close);
        pages.clear();
        senders.ifPresent(ThreadPoolExecutor::shutdown);
        senders = Optional.empty();
    }

    @Override
    public synchronized boolean isRunning() {
        return ticker.isPresent();
    }

    private void updateOrSayWhyNot() {
        try {
            update();
        } catch (RuntimeException e) {
            // The timer would end in silence at the first exception, and all pages stand still.
            LOG.error("Could not update the open pages; trying again", e);
        }
    }

    private synchronized void update() {
        if (ticker.isEmpty()) {
            return;
        }
        Views.Versions now = views.versions();
        if (pages.isEmpty()) {
            sent = now;
            return;
        }
        if (now.kpis() != sent.kpis()) {
            broadcast("kpis", views.kpisSince(sent.kpis()));
        }
        if (now.profiles() != sent.profiles()) {
            broadcast("profiles", views.profiles());
        }
        if (now.moves() != sent.moves()) {
            broadcast("moves", views.moves());
        }
        if (now.refusals() != sent.refusals()) {
            broadcast("refusals", views.refusals());
        }
        if (!now.equals(sent)) {
            // Made of several views, most of whose changes they do not show.
            sentInsights = broadcastIfChanged("insights", views.insights(), sentInsights);
            sentAlerts = broadcastIfChanged("alerts", views.alerts(), sentAlerts);
        }
        sent = now;
        Object connection = views.status().connection();
        long sinceHeartbeat = System.nanoTime() - heartbeatAt;
        if (!connection.equals(sentConnection)
                || sinceHeartbeat >= settings.heartbeatInterval().toNanos()) {
            broadcast("heartbeat", views.status());
            sentConnection = connection;
            heartbeatAt = System.nanoTime();
        }
    }

    private Object broadcastIfChanged(String name, Object part, Object before) {
        if (!part.equals(before)) {
            broadcast(name, part);
        }
        return part;
    }

    private void broadcast(String name, Object part) {
        OpenPage.Message message = message(name, part);
        pages.removeIf(page -> !page.send(message));
    }

    private OpenPage.Message message(String name, Object part) {
        lastId++;
        return new OpenPage.Message(lastId, name, json.writeValueAsString(part));
    }

    private synchronized void disconnect(OpenPage page) {
        page.gone();
        pages.remove(page);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
