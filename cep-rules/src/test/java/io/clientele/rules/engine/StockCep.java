package io.clientele.rules.engine;

import io.clientele.rules.event.RuleInput;
import io.clientele.rules.language.Rule;
import io.clientele.rules.pattern.PatternCompiler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.configuration.SharedBufferCacheConfig;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;

/**
 * Flink CEP's own NFA over one customer's events, driven as its operator drives it: time advances
 * to each event's time before the event is processed.
 */
final class StockCep {

    private StockCep() {}

    /** The matches, each as its steps with the ids of their events. */
    static List<Map<String, List<String>>> matches(Rule rule, List<RuleInput> events)
            throws Exception {
        NFA<RuleInput> nfa =
                NFACompiler.compileFactory(PatternCompiler.compile(rule), false).createNFA();
        SharedBuffer<RuleInput> buffer =
                new SharedBuffer<>(
                        store(),
                        TypeInformation.of(RuleInput.class)
                                .createSerializer(new SerializerConfigImpl()),
                        new SharedBufferCacheConfig(10_000, 10_000, Duration.ofDays(1)));
        buffer.releaseCacheStatisticsTimer();
        NFAState state = nfa.createInitialNFAState();
        AfterMatchSkipStrategy skip = PatternCompiler.strategy(rule.sequence().orElseThrow());
        List<Map<String, List<String>>> found = new ArrayList<>();
        try (SharedBufferAccessor<RuleInput> accessor = buffer.getAccessor()) {
            long before = Long.MIN_VALUE;
            for (RuleInput input : events) {
                long time = input.event().time();
                if (time != before) {
                    nfa.advanceTime(accessor, state, time, skip).f0.forEach(m -> add(m, found));
                    before = time;
                }
                nfa.process(accessor, state, input, time, skip, () -> 0L)
                        .forEach(m -> add(m, found));
            }
            nfa.advanceTime(accessor, state, Long.MAX_VALUE / 2, skip)
                    .f0
                    .forEach(m -> add(m, found));
        }
        return found;
    }

    private static void add(
            Map<String, List<RuleInput>> match, List<Map<String, List<String>>> found) {
        Map<String, List<String>> ids = new HashMap<>();
        match.forEach(
                (step, inputs) -> ids.put(step, inputs.stream().map(i -> i.event().id()).toList()));
        found.add(ids);
    }

    private static KeyedStateStore store() {
        return (KeyedStateStore)
                Proxy.newProxyInstance(
                        StockCep.class.getClassLoader(),
                        new Class<?>[] {KeyedStateStore.class},
                        (proxy, method, arguments) -> new InMemory<>());
    }

    /** A map state that keeps everything in memory. */
    private static final class InMemory<K, V> implements MapState<K, V> {

        private final Map<K, V> map = new HashMap<>();

        @Override
        public V get(K key) {
            return map.get(key);
        }

        @Override
        public void put(K key, V value) {
            map.put(key, value);
        }

        @Override
        public void putAll(Map<K, V> values) {
            map.putAll(values);
        }

        @Override
        public void remove(K key) {
            map.remove(key);
        }

        @Override
        public boolean contains(K key) {
            return map.containsKey(key);
        }

        @Override
        public Iterable<Map.Entry<K, V>> entries() {
            return map.entrySet();
        }

        @Override
        public Iterable<K> keys() {
            return map.keySet();
        }

        @Override
        public Iterable<V> values() {
            return map.values();
        }

        @Override
        public java.util.Iterator<Map.Entry<K, V>> iterator() {
            return map.entrySet().iterator();
        }

        @Override
        public boolean isEmpty() {
            return map.isEmpty();
        }

        @Override
        public void clear() {
            map.clear();
        }
    }
}
