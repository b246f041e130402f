package io.clientele.rules.language;

import io.clientele.rules.language.YamlValue.Field;
import io.clientele.rules.language.YamlValue.Mapping;
import io.clientele.rules.language.YamlValue.Scalar;
import io.clientele.rules.language.YamlValue.ScalarKind;
import io.clientele.rules.language.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.JsonScalarResolver;

/**
 * Reads one YAML document of bounded size, depth and number of values.
 *
 * <p>Anchors and aliases are refused, so nothing can expand; a key given twice is refused, too.
 */
public final class YamlReader {

    /** The longest text that is read, in characters. */
    public static final int MOST_CHARACTERS = 65_536;

    /** How deep lists and mappings may be nested. */
    public static final int DEEPEST = 16;

    /** How many values a text may hold. */
    public static final int MOST_VALUES = 10_000;

    private static final JsonScalarResolver RESOLVER = new JsonScalarResolver();

    private final String text;
    private final Iterator<Event> events;
    private final int codePoints;
    private int values;

    private YamlReader(String text) {
        this.text = text;
        this.codePoints = text.codePointCount(0, text.length());
        this.events =
                new Parse(LoadSettings.builder().setCodePointLimit(MOST_CHARACTERS).build())
                        .parseString(text)
                        .iterator();
    }

    /**
     * Reads a text that holds one document.
     *
     * @throws UnreadableYamlException saying where it is no YAML, or beyond a bound
     */
    public static YamlValue read(String text) throws UnreadableYamlException {
        if (text.length() > MOST_CHARACTERS) {
            throw new UnreadableYamlException(
                    Position.START,
                    "the text has %d characters, expected at most %d"
                            .formatted(text.length(), MOST_CHARACTERS));
        }
        try {
            return new YamlReader(text).document();
        } catch (MarkedYamlEngineException broken) {
            Position at =
                    broken.getProblemMark()
                            .or(broken::getContextMark)
                            .map(YamlReader::position)
                            .orElse(Position.START);
            throw new UnreadableYamlException(
                    at, "not YAML: " + oneLine(broken.getProblem()) + context(broken));
        } catch (YamlEngineException broken) {
            throw new UnreadableYamlException(
                    Position.START, "not YAML: " + oneLine(String.valueOf(broken.getMessage())));
        }
    }

    private static String context(MarkedYamlEngineException broken) {
        return broken.getContext() == null ? "" : " (" + oneLine(broken.getContext()) + ")";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private YamlValue document() throws UnreadableYamlException {
        Event event = next();
        while (event.getEventId() == Event.ID.StreamStart
                || event.getEventId() == Event.ID.DocumentStart
                || event.getEventId() == Event.ID.Comment) {
            event = next();
        }
        if (event.getEventId() == Event.ID.StreamEnd) {
            throw new UnreadableYamlException(Position.START, "the text is empty, expected a rule");
        }
        YamlValue value = value(event, 1);
        while (events.hasNext()) {
            Event after = next();
            if (after.getEventId() == Event.ID.DocumentStart) {
                throw new UnreadableYamlException(
                        position(after), "a second document, expected one rule in a file");
            }
        }
        return value;
    }

    private YamlValue value(Event event, int depth) throws UnreadableYamlException {
        if (event instanceof AliasEvent) {
            throw new UnreadableYamlException(
                    position(event), "an alias (*name), which rules cannot have; write it out");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw new UnreadableYamlException(
                    position(event), "an anchor (&name), which rules cannot have");
        }
        if (++values > MOST_VALUES) {
            throw new UnreadableYamlException(
                    position(event), "more than %d values, expected fewer".formatted(MOST_VALUES));
        }
        if (depth > DEEPEST) {
            throw new UnreadableYamlException(
                    position(event), "nested more than %d deep, expected less".formatted(DEEPEST));
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        if (event instanceof SequenceStartEvent) {
            List<YamlValue> items = new ArrayList<>();
            for (Event e = next(); e.getEventId() != Event.ID.SequenceEnd; e = next()) {
                items.add(value(e, depth + 1));
            }
            return new Sequence(items, position(event));
        }
        if (event instanceof MappingStartEvent) {
            return mapping(event, depth);
        }
        throw new UnreadableYamlException(position(event), "not YAML that a rule can have");
    }

    private Mapping mapping(Event start, int depth) throws UnreadableYamlException {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Event e = next(); e.getEventId() != Event.ID.MappingEnd; e = next()) {
            Position at = position(e);
            if (!(value(e, depth + 1) instanceof Scalar key)) {
                throw new UnreadableYamlException(
                        at, "a name that is a list or mapping, expected a text");
            }
            YamlValue value = value(next(), depth + 1);
            if (fields.putIfAbsent(key.text(), new Field(at, value)) != null) {
                throw new UnreadableYamlException(
                        at, "%s is given twice, expected once".formatted(key.text()));
            }
        }
        return new Mapping(fields, position(start));
    }

    private Scalar scalar(ScalarEvent event) {
        String value = event.getValue();
        ScalarKind kind = ScalarKind.TEXT;
        if (event.getScalarStyle() == ScalarStyle.PLAIN) {
            Tag tag = RESOLVER.resolve(value, true);
            if (tag.equals(Tag.INT)) {
                kind = ScalarKind.WHOLE_NUMBER;
            } else if (tag.equals(Tag.FLOAT)) {
                kind = ScalarKind.NUMBER;
            } else if (tag.equals(Tag.BOOL)) {
                kind = ScalarKind.TRUTH;
            } else if (tag.equals(Tag.NULL)) {
                kind = ScalarKind.NOTHING;
            }
        }
        int from = index(event.getStartMark());
        int to = Math.max(from, index(event.getEndMark()));
        return new Scalar(value, kind, position(event), new SourceSpan(text, from, to));
    }

    private Event next() {
        return events.next();
    }

    /** Marks count code points; positions in Java texts count UTF-16 units. */
    private int index(Optional<Mark> mark) {
        return mark.map(Mark::getIndex)
                .map(i -> Math.min(i, codePoints))
                .map(i -> codePoints == text.length() ? i : text.offsetByCodePoints(0, i))
                .orElse(0);
    }

    private static Position position(Event event) {
        return event.getStartMark().map(YamlReader::position).orElse(Position.START);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
