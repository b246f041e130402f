package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;
import org.apache.flink.api.common.functions.FilterFunction;

/** Lets through what the routes lead to a channel. */
final class GoesTo implements FilterFunction<Alert> {

    private static final long serialVersionUID = 1L;

    private final AlertRoutes routes;
    private final String channel;

    GoesTo(AlertRoutes routes, String channel) {
        this.routes = routes;
        this.channel = channel;
    }

    @Override
    public boolean filter(Alert alert) {
        return routes.leadTo(channel, alert);
    }
}
