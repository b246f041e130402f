package io.clientele.gateway.live;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The overview over HTTP: once as JSON, or live as server-sent events. */
@RestController
public class LiveController {

    private static final String RETRY_AFTER_SECONDS = "5";

    private final Views views;
    private final LiveStream stream;

    /**
     * @param views what the overview shows
     * @param stream sends its changes
     */
    public LiveController(Views views, LiveStream stream) {
        this.views = views;
        this.stream = stream;
    }

    /** Everything that the live page shows, now. */
    @GetMapping(path = "/api/overview", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Overview> overview() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(views.overview());
    }

    /**
     * The same and its changes for as long as the client listens. {@code Last-Event-ID} needs no
     * regard: every connection begins with a snapshot. Answers 503 when too many pages are open.
     */
    @GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public ResponseEntity<SseEmitter> live() {
        return stream.connect()
                .map(
                        emitter ->
                                ResponseEntity.ok()
                                        .cacheControl(CacheControl.noStore())
                                        .header("X-Accel-Buffering", "no")
                                        .body(emitter))
                .orElseGet(
                        () ->
                                ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                                        .build());
    }
}
