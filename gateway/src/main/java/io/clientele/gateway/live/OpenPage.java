package io.clientele.gateway.live;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open page and what is still to be sent to it. Writing to a page that does not read blocks, so
 * each page is written to by at most one thread of the pool, in order, and what waits for it is
 * bounded: a page that falls further behind is dropped, connects again by itself and gets a new
 * snapshot.
 */
final class OpenPage {

    /** One server-sent event, written once for all pages. */
    record Message(long id, String name, String json) {}

    /** How many events may wait for a page. */
    static final int MOST_WAITING = 32;

    private static final Logger LOG = LoggerFactory.getLogger(OpenPage.class);

    private final SseEmitter emitter;
    private final Executor senders;
    private final Queue<Message> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean closed;

    OpenPage(SseEmitter emitter, Executor senders) {
        this.emitter = emitter;
        this.senders = senders;
    }

    /** Sends an event after those that wait; says whether the page is still there. */
    synchronized boolean send(Message message) {
        if (closed) {
            return false;
        }
        if (waiting.size() >= MOST_WAITING) {
            LOG.info("Dropped a page that reads too slowly: {} events wait for it", MOST_WAITING);
            close();
            return false;
        }
        waiting.add(message);
        if (!sending) {
            sending = true;
            senders.execute(this::drain);
        }
        return true;
    }

    /** Ends the page's stream: at once if nothing is being written, else after that. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        if (!sending) {
            sending = true;
            senders.execute(this::drain);
        }
    }

    /** The page is gone: nothing can be sent any more. */
    synchronized void gone() {
        closed = true;
        waiting.clear();
    }

    private void drain() {
        for (; ; ) {
            Message message;
            synchronized (this) {
                message = waiting.poll();
                if (message == null) {
                    sending = false;
                    if (!closed) {
                        return;
                    }
                    break;
                }
            }
            try {
                emitter.send(
                        SseEmitter.event()
                                .id(Long.toString(message.id()))
                                .name(message.name())
                                .data(message.json(), LiveStream.TEXT));
            } catch (IOException | IllegalStateException e) {
                // The reader closed the page, which is how a page ends. Completing is the
                // container's business then.
                gone();
            }
        }
        try {
            emitter.complete();
        } catch (IllegalStateException e) {
            // The reader was quicker, and the container has ended the page.
        }
    }
}
