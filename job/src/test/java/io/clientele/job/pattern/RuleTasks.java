package io.clientele.job.pattern;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertCodec;
import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.EventHeader;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.event.Interaction;
import io.clientele.job.KeyedTasks;
import io.clientele.job.SampleEvents;
import io.clientele.job.rfm.ProfileNews;
import io.clientele.job.state.CodecType;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/** The operator that runs rules, in Flink's harness, and what comes to it. */
final class RuleTasks {

    static final long MINUTE = 60_000;
    static final long START = SampleEvents.at(0, 0);

    private RuleTasks() {}

    enum Backend {
        HEAP,
        ROCKSDB;

        StateBackend flink() {
            return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    static KeyedTasks<String, RuleSignal, RuleRecord, Alert> with(RuleRecord... rules)
            throws Exception {
        return with(Backend.HEAP, rules);
    }

    static KeyedTasks<String, RuleSignal, RuleRecord, Alert> with(
            Backend backend, RuleRecord... rules) throws Exception {
        KeyedTasks<String, RuleSignal, RuleRecord, Alert> tasks =
                KeyedTasks.of(
                        () -> new RunRules(SampleEvents.LIVE, List::of),
                        RuleSignal::customerId,
                        Types.STRING,
                        CodecType.of(Alert.class, new AlertCodec()),
                        RunRules.RULES,
                        backend.flink());
        for (RuleRecord rule : rules) {
            tasks.broadcast(rule);
        }
        return tasks;
    }

    /** A rule of two steps within an hour, each the name of an event. */
    static RuleRecord sequence(String name, int version, String mode, String first, String then) {
        return RuleRecord.of(
                name,
                """
                rule: %s
                version: %d
                description: one thing after the other
                mode: %s
                pattern:
                  - step: first
                    event: %s
                  - step: then
                    event: %s
                within: 1h
                emit:
                  kind: test
                  message: "{customer}: {first.id} {then.id}"
                """
                        .formatted(name, version, mode, first, then));
    }

    static RuleRecord sequence(String name) {
        return sequence(name, 1, "live", "Product Viewed", "Product Added");
    }

    /** An absence that lasts an hour. */
    static RuleRecord left(String name) {
        return RuleRecord.of(
                name,
                """
                rule: %s
                version: 1
                description: a cart that nobody comes back to
                pattern:
                  - step: added
                    event: Product Added
                  - not: order
                    event: Order Completed
                    for: 1h
                emit:
                  kind: cart
                  message: "{customer} left {added.id}"
                """
                        .formatted(name));
    }

    static RuleSignal viewed(String id, String customer, int minute) {
        return interaction(EventType.PRODUCT_VIEWED, id, customer, minute);
    }

    static RuleSignal added(String id, String customer, int minute) {
        return interaction(EventType.PRODUCT_ADDED, id, customer, minute);
    }

    static RuleSignal interaction(EventType type, String id, String customer, int minute) {
        return new RuleSignal.Happened(
                new Interaction(
                        new EventHeader(id, customer, EventHeader.IdentityKind.USER, at(minute)),
                        type));
    }

    static RuleSignal ordered(String id, String customer, long amount, int minute) {
        return happened(SampleEvents.order(id, customer, id, amount, at(minute)));
    }

    static RuleSignal happened(CommerceEvent event) {
        return new RuleSignal.Happened(event);
    }

    static RuleSignal began(String customer) {
        return new RuleSignal.ProfileTold(new ProfileNews.Began(customer));
    }

    static long at(int minute) {
        return START + minute * MINUTE;
    }

    static List<String> messages(KeyedTasks<String, RuleSignal, RuleRecord, Alert> tasks) {
        return tasks.output().stream().map(Alert::message).toList();
    }

    static Optional<RuleStatus> lastStatus(
            KeyedTasks<String, RuleSignal, RuleRecord, Alert> tasks) {
        List<RuleStatus> statuses = tasks.aside(RunRules.STATUS);
        return statuses.isEmpty()
                ? Optional.empty()
                : Optional.of(statuses.get(statuses.size() - 1));
    }
}
