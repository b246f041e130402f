package io.clientele.rules.engine;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.codec.VarInt;
import io.clientele.rules.engine.RuleState.Held;
import io.clientele.rules.engine.RuleState.Sequences;
import io.clientele.rules.engine.RuleState.Window;
import io.clientele.rules.event.RuleEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A customer's runs in few bytes: each text once, each stored event once, each shared beginning of
 * partial matches once; times as distances from the event before.
 *
 * <p>Where a partial match is in its automaton is written as a number that means something only to
 * the rule with the same fingerprint; the state of any other is dropped by the engine unread.
 */
public final class CustomerRunsCodec implements Codec<CustomerRuns> {

    private static final int VERSION = 1;
    private static final int MOST_ENTRIES = 1 << 20;
    private static final int NUMBER = 0;
    private static final int TEXT = 1;
    private static final int TRUTH = 2;
    private static final int TEXTS = 3;
    private static final int SEQUENCES = 0;
    private static final int WINDOW = 1;

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public void write(CustomerRuns runs, DataOutput out) throws IOException {
        new Writer(out).write(runs);
    }

    @Override
    public CustomerRuns read(int version, DataInput in) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "version of a customer's runs: %d, expected %d".formatted(version, VERSION));
        }
        return new Reader(in).read();
    }

    private static final class Writer {

        private final DataOutput out;
        private final Map<String, Integer> texts = new LinkedHashMap<>();

        /** Where in the list of events the one with a sequence number is. */
        private final Map<Long, Integer> events = new HashMap<>();

        Writer(DataOutput out) {
            this.out = out;
        }

        void write(CustomerRuns runs) throws IOException {
            List<RuleState> states = new ArrayList<>(new TreeMap<>(runs.states()).values());
            List<StoredEvent> stored = stored(states);
            states.forEach(state -> text(state.rule()));
            stored.forEach(this::texts);
            VarInt.writeUnsigned(texts.size(), out);
            for (String text : texts.keySet()) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                VarInt.writeUnsigned(bytes.length, out);
                out.write(bytes);
            }
            VarInt.writeUnsigned(runs.sequences(), out);
            writeTime(runs.deadline());
            VarInt.writeUnsigned(stored.size(), out);
            long sequence = 0;
            long time = 0;
            for (StoredEvent event : stored) {
                VarInt.writeUnsigned(event.sequence() - sequence, out);
                VarInt.writeSigned(event.event().time() - time, out);
                sequence = event.sequence();
                time = event.event().time();
                write(event.event());
            }
            VarInt.writeUnsigned(states.size(), out);
            for (RuleState state : states) {
                write(state);
            }
        }

        private List<StoredEvent> stored(List<RuleState> states) {
            Map<Long, StoredEvent> bySequence = new TreeMap<>();
            for (RuleState state : states) {
                if (state.held() instanceof Sequences sequences) {
                    for (PathNode node : nodes(sequences.runs())) {
                        bySequence.put(node.event().sequence(), node.event());
                    }
                } else if (state.held() instanceof Window window) {
                    window.entries()
                            .entries()
                            .forEach(e -> bySequence.put(e.event().sequence(), e.event()));
                }
            }
            List<StoredEvent> stored = new ArrayList<>(bySequence.values());
            for (int i = 0; i < stored.size(); i++) {
                events.put(stored.get(i).sequence(), i);
            }
            return stored;
        }

        private void texts(StoredEvent stored) {
            text(stored.event().name());
            text(stored.event().id());
            stored.event()
                    .fields()
                    .forEach(
                            (name, value) -> {
                                text(name);
                                if (value instanceof String text) {
                                    text(text);
                                } else if (value instanceof List<?> list) {
                                    list.forEach(item -> text((String) item));
                                }
                            });
        }

        private int text(String text) {
            return texts.computeIfAbsent(text, t -> texts.size());
        }

        private void writeText(String text) throws IOException {
            VarInt.writeUnsigned(text(text), out);
        }

        private void write(RuleEvent event) throws IOException {
            writeText(event.name());
            writeText(event.id());
            VarInt.writeUnsigned(event.fields().size(), out);
            for (Map.Entry<String, Object> field : new TreeMap<>(event.fields()).entrySet()) {
                writeText(field.getKey());
                Object value = field.getValue();
                if (value instanceof Double number) {
                    out.writeByte(NUMBER);
                    out.writeDouble(number);
                } else if (value instanceof String text) {
                    out.writeByte(TEXT);
                    writeText(text);
                } else if (value instanceof Boolean truth) {
                    out.writeByte(TRUTH);
                    out.writeBoolean(truth);
                } else {
                    List<?> list = (List<?>) value;
                    out.writeByte(TEXTS);
                    VarInt.writeUnsigned(list.size(), out);
                    for (Object item : list) {
                        writeText((String) item);
                    }
                }
            }
        }

        private void write(RuleState state) throws IOException {
            writeText(state.rule());
            out.writeLong(state.fingerprint());
            writeTime(state.quietUntil());
            if (state.held() instanceof Sequences sequences) {
                out.writeByte(SEQUENCES);
                write(sequences.runs());
            } else if (state.held() instanceof Window window) {
                out.writeByte(WINDOW);
                List<WindowEntries.Entry> entries = window.entries().entries();
                VarInt.writeUnsigned(entries.size(), out);
                for (WindowEntries.Entry entry : entries) {
                    VarInt.writeUnsigned(events.get(entry.event().sequence()), out);
                    out.writeDouble(entry.amount());
                    byte[] key = entry.key().getBytes(StandardCharsets.UTF_8);
                    VarInt.writeUnsigned(key.length, out);
                    out.write(key);
                }
            }
        }

        private void write(SequenceRuns runs) throws IOException {
            List<PathNode> nodes = nodes(runs);
            Map<PathNode, Integer> indices = new HashMap<>();
            VarInt.writeUnsigned(nodes.size(), out);
            for (PathNode node : nodes) {
                VarInt.writeUnsigned(node.previous().map(p -> indices.get(p) + 1).orElse(0), out);
                VarInt.writeUnsigned(node.step(), out);
                VarInt.writeUnsigned(events.get(node.event().sequence()), out);
                indices.put(node, indices.size());
            }
            write(runs.partial(), indices);
            write(runs.completed(), indices);
        }

        private void write(List<Run> runs, Map<PathNode, Integer> nodes) throws IOException {
            VarInt.writeUnsigned(runs.size(), out);
            for (Run run : runs) {
                VarInt.writeUnsigned(run.state(), out);
                VarInt.writeUnsigned(run.path().map(p -> nodes.get(p) + 1).orElse(0), out);
            }
        }

        /** The nodes of all paths, each after those before it, in the order that they are met. */
        private static List<PathNode> nodes(SequenceRuns runs) {
            Set<PathNode> seen = new HashSet<>();
            List<PathNode> nodes = new ArrayList<>();
            List<Run> all = new ArrayList<>(runs.partial());
            all.addAll(runs.completed());
            for (Run run : all) {
                Optional<PathNode> node = run.path();
                while (node.isPresent() && seen.add(node.get())) {
                    nodes.add(node.get());
                    node = node.get().previous();
                }
            }
            nodes.sort(Comparator.comparingInt(PathNode::length));
            return nodes;
        }

        /** A time, or one of the two that stand for never. */
        private void writeTime(long time) throws IOException {
            boolean never = time == Long.MAX_VALUE || time == Long.MIN_VALUE;
            out.writeByte(never ? (time > 0 ? 1 : 2) : 0);
            if (!never) {
                VarInt.writeSigned(time, out);
            }
        }
    }

    private static final class Reader {

        private final DataInput in;
        private final List<String> texts = new ArrayList<>();
        private final List<StoredEvent> events = new ArrayList<>();

        Reader(DataInput in) {
            this.in = in;
        }

        CustomerRuns read() throws IOException {
            for (int left = size(); left > 0; left--) {
                texts.add(bytes());
            }
            long sequences = VarInt.readUnsigned(in);
            long deadline = time();
            long sequence = 0;
            long time = 0;
            for (int left = size(); left > 0; left--) {
                sequence += VarInt.readUnsigned(in);
                time += VarInt.readSigned(in);
                events.add(new StoredEvent(sequence, event(time)));
            }
            Map<String, RuleState> states = new HashMap<>();
            for (int left = size(); left > 0; left--) {
                RuleState state = state();
                states.put(state.rule(), state);
            }
            return new CustomerRuns(states, sequences, deadline);
        }

        private RuleEvent event(long time) throws IOException {
            String name = text();
            String id = text();
            Map<String, Object> fields = new HashMap<>();
            for (int left = size(); left > 0; left--) {
                String field = text();
                fields.put(field, value());
            }
            return new RuleEvent(name, time, id, fields);
        }

        private Object value() throws IOException {
            int kind = in.readUnsignedByte();
            return switch (kind) {
                case NUMBER -> in.readDouble();
                case TEXT -> text();
                case TRUTH -> in.readBoolean();
                case TEXTS -> {
                    List<String> items = new ArrayList<>();
                    for (int left = size(); left > 0; left--) {
                        items.add(text());
                    }
                    yield items;
                }
                default -> throw new IOException("kind of a field's value: " + kind);
            };
        }

        private RuleState state() throws IOException {
            String rule = text();
            long fingerprint = in.readLong();
            long quietUntil = time();
            int kind = in.readUnsignedByte();
            Held held =
                    switch (kind) {
                        case SEQUENCES -> new Sequences(sequences());
                        case WINDOW -> new Window(window());
                        default -> throw new IOException("kind of a rule's state: " + kind);
                    };
            return new RuleState(rule, fingerprint, held, quietUntil);
        }

        private WindowEntries window() throws IOException {
            List<WindowEntries.Entry> entries = new ArrayList<>();
            for (int left = size(); left > 0; left--) {
                StoredEvent event = events.get(index(events.size()));
                entries.add(new WindowEntries.Entry(event, in.readDouble(), bytes()));
            }
            return new WindowEntries(entries);
        }

        private SequenceRuns sequences() throws IOException {
            List<PathNode> nodes = new ArrayList<>();
            for (int left = size(); left > 0; left--) {
                int previous = index(nodes.size() + 1);
                int step = (int) VarInt.readUnsigned(in);
                StoredEvent event = events.get(index(events.size()));
                nodes.add(
                        PathNode.of(
                                step,
                                event,
                                previous == 0
                                        ? Optional.empty()
                                        : Optional.of(nodes.get(previous - 1))));
            }
            return SequenceRuns.restored(runs(nodes), runs(nodes));
        }

        private Run[] runs(List<PathNode> nodes) throws IOException {
            Run[] runs = new Run[size()];
            for (int i = 0; i < runs.length; i++) {
                int state = (int) VarInt.readUnsigned(in);
                int node = index(nodes.size() + 1);
                runs[i] = node == 0 ? Run.atStart(state) : Run.along(state, nodes.get(node - 1));
            }
            return runs;
        }

        private int size() throws IOException {
            return index(MOST_ENTRIES);
        }

        private int index(int limit) throws IOException {
            long number = VarInt.readUnsigned(in);
            if (number < 0 || number >= limit) {
                throw new IOException(
                        "a number in a customer's runs: %d, expected less than %d"
                                .formatted(number, limit));
            }
            return (int) number;
        }

        private String text() throws IOException {
            return texts.get(index(texts.size()));
        }

        private String bytes() throws IOException {
            byte[] bytes = new byte[size()];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private long time() throws IOException {
            int kind = in.readUnsignedByte();
            return switch (kind) {
                case 0 -> VarInt.readSigned(in);
                case 1 -> Long.MAX_VALUE;
                case 2 -> Long.MIN_VALUE;
                default -> throw new IOException("kind of a time: " + kind);
            };
        }
    }
}
