package io.clientele.job.state;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyContext;

/**
 * A value for each key, like the {@link ValueState} behind it, of which those that were asked for
 * last are held as objects. A customer's events come in visits: but for the first of a visit, none
 * has its value read and made anew from bytes, and none has it written.
 *
 * <p>What has changed is written when other values take its place, and before each checkpoint.
 * Where the state backend keeps the objects themselves, nothing is held any more after that, so
 * that it sees every later change of an object; where it keeps bytes, all values stay.
 *
 * <p>Its function belongs to a {@link WriteBackOperator} or a {@link WriteBackBroadcastOperator}.
 * Not thread-safe.
 *
 * @param <K> keys
 * @param <T> values; a value that is changed in place must be handed to {@link #update}
 */
public final class WriteBackCache<K, T> {

    /** Some 10 to 30 MB of customers, all of those that visit even a large shop within hours. */
    private static final int MOST = 16_384;

    private final ValueState<T> state;
    private final int most;
    private final Map<K, Held<T>> held = new LinkedHashMap<>(16, 0.75f, true);
    private KeyContext keys;
    private Copies copies = Copies.NONE;
    private Object latestKey;
    private Held<T> latest;

    /** What the state backend makes of a value that it is given. */
    private enum Copies {
        /** It keeps the object. */
        NONE,
        /** It keeps bytes. */
        OF_EACH_VALUE
    }

    private static final class Held<T> {
        Optional<T> value;
        boolean changed;
    }

    /** A cache in front of a state. */
    public static <K, T> WriteBackCache<K, T> of(ValueState<T> state) {
        return new WriteBackCache<>(state, MOST);
    }

    /**
     * A cache in front of a state.
     *
     * @param most how many values are held at most, at least 1
     */
    WriteBackCache(ValueState<T> state, int most) {
        this.state = state;
        this.most = most;
    }

    void attach(AbstractStreamOperator<?> operator) {
        keys = operator;
        copies =
                operator.getKeyedStateBackend() instanceof RocksDBKeyedStateBackend<?>
                        ? Copies.OF_EACH_VALUE
                        : Copies.NONE;
    }

    /** The value of the current key; empty if it has none. */
    public Optional<T> value() throws IOException {
        return ofCurrentKey().value;
    }

    /** Gives the current key a value. */
    public void update(T value) throws IOException {
        Held<T> entry = ofCurrentKey();
        entry.value = Optional.of(value);
        entry.changed = true;
    }

    /** Takes the current key's value away. */
    public void clear() throws IOException {
        Held<T> entry = ofCurrentKey();
        entry.value = Optional.empty();
        entry.changed = true;
    }

    @SuppressWarnings("unchecked") // The operator's keys are of this type.
    private Held<T> ofCurrentKey() throws IOException {
        Object key = keys.getCurrentKey();
        if (key != latestKey) {
            Held<T> found = held.get(key);
            latest = found == null ? take((K) key) : found;
            latestKey = key;
        }
        return latest;
    }

    private Held<T> take(K key) throws IOException {
        Held<T> taken = new Held<>();
        taken.value = Optional.ofNullable(state.value());
        held.put(key, taken);
        if (held.size() > most) {
            var eldest = held.entrySet().iterator();
            var gone = eldest.next();
            eldest.remove();
            write(gone.getKey(), gone.getValue());
            keys.setCurrentKey(key);
        }
        return taken;
    }

    /** Writes what has changed. */
    void flush() throws IOException {
        for (Map.Entry<K, Held<T>> entry : held.entrySet()) {
            write(entry.getKey(), entry.getValue());
        }
        if (copies == Copies.NONE) {
            held.clear();
        }
        latestKey = null;
        latest = null;
    }

    private void write(K key, Held<T> entry) throws IOException {
        if (entry.changed) {
            keys.setCurrentKey(key);
            if (entry.value.isPresent()) {
                state.update(entry.value.get());
            } else {
                state.clear();
            }
            entry.changed = false;
        }
    }
}
