package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.state.CodecType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The alerts of a channel that are gathered by rule, in keyed state. The first alert of a rule is
 * sent at once; those of the window after it, and those of quiet hours, come as one message.
 */
final class RuleGroups {

    /** The most alerts in a message. */
    static final int MOST_ALERTS = 100;

    private final ChannelSettings channel;
    private final MapState<String, AlertGroup> groups;

    RuleGroups(ChannelSettings channel, RuntimeContext context) {
        this.channel = channel;
        groups =
                context.getMapState(
                        new MapStateDescriptor<>(
                                "groups",
                                Types.STRING,
                                CodecType.of(AlertGroup.class, new AlertGroupCodec())));
    }

    /** Takes an alert; gives it back, or a full group, if it is to be sent at once. */
    Optional<AlertMessage> take(Alert alert, long now, QueueMarks marks) throws Exception {
        Optional<Long> quiet = quietUntil(alert.severity(), now);
        long window = channel.groupWindow().toMillis();
        if (quiet.isEmpty() && window == 0) {
            return Optional.of(AlertMessage.of(List.of(alert)));
        }
        String key = key(alert);
        AlertGroup open = groups.get(key);
        if (open == null && quiet.isEmpty()) {
            put(key, new AlertGroup(now + window, List.of()), marks);
            return Optional.of(AlertMessage.of(List.of(alert)));
        }
        AlertGroup group =
                (open == null ? new AlertGroup(quiet.orElseThrow(), List.of()) : open).with(alert);
        if (quiet.isPresent()) {
            group = group.notBefore(quiet.get());
        }
        if (group.alerts().size() < MOST_ALERTS) {
            put(key, group, marks);
            return Optional.empty();
        }
        if (quiet.isEmpty()) {
            put(key, new AlertGroup(group.closes(), List.of()), marks);
            return Optional.of(AlertMessage.of(group.alerts()));
        }
        put(key + '\n' + marks.parts++, group, marks);
        put(key, new AlertGroup(group.closes(), List.of()), marks);
        return Optional.empty();
    }

    /** The messages of the groups that close now. */
    List<AlertMessage> close(long now, QueueMarks marks) throws Exception {
        if (now < marks.nextGroup) {
            return List.of();
        }
        Map<String, AlertGroup> all = new TreeMap<>();
        for (Map.Entry<String, AlertGroup> group : groups.entries()) {
            all.put(group.getKey(), group.getValue());
        }
        marks.nextGroup = QueueMarks.NEVER;
        List<AlertMessage> messages = new ArrayList<>();
        for (Map.Entry<String, AlertGroup> group : all.entrySet()) {
            if (group.getValue().closes() > now) {
                put(group.getKey(), group.getValue(), marks);
            } else {
                close(group.getKey(), group.getValue(), now, marks).ifPresent(messages::add);
            }
        }
        return messages;
    }

    private Optional<AlertMessage> close(String key, AlertGroup group, long now, QueueMarks marks)
            throws Exception {
        if (group.alerts().isEmpty()) {
            groups.remove(key);
            return Optional.empty();
        }
        AlertMessage message = AlertMessage.of(group.alerts());
        Optional<Long> quiet = quietUntil(message.severity(), now);
        if (quiet.isPresent()) {
            put(key, group.notBefore(quiet.get()), marks);
            return Optional.empty();
        }
        long window = channel.groupWindow().toMillis();
        if (window > 0 && key.indexOf('\n') < 0) {
            // While a rule goes on, there is a message a window.
            put(key, new AlertGroup(now + window, List.of()), marks);
        } else {
            groups.remove(key);
        }
        return Optional.of(message);
    }

    private void put(String key, AlertGroup group, QueueMarks marks) throws Exception {
        groups.put(key, group);
        marks.nextGroup = Math.min(marks.nextGroup, group.closes());
    }

    private Optional<Long> quietUntil(AlertSeverity severity, long now) {
        return channel.quietUntil(severity, Instant.ofEpochMilli(now)).map(Instant::toEpochMilli);
    }

    /** What is critical waits for nothing that is not. */
    private static String key(Alert alert) {
        String urgency = alert.severity() == AlertSeverity.CRITICAL ? "critical " : "other ";
        return urgency + alert.rule().replace('\n', ' ');
    }
}
