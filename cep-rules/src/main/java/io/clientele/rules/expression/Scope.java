package io.clientele.rules.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import io.clientele.rules.event.ValueType;
import io.clientele.rules.event.ValueType.MapOf;
import io.clientele.rules.event.ValueType.RecordOf;
import io.clientele.rules.event.Vocabulary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables that an expression at one place of a rule can read, with their types. */
public final class Scope {

    private static final String PARAMS = "params";

    private final Vocabulary vocabulary;
    private final Map<String, CelType> variables;
    private final Map<String, Map<String, CelType>> records;

    private Scope(
            Vocabulary vocabulary,
            Map<String, CelType> variables,
            Map<String, Map<String, CelType>> records) {
        this.vocabulary = vocabulary;
        this.variables = variables;
        this.records = records;
    }

    /** The profile and the parameters, which every expression can read. */
    public static Scope of(Vocabulary vocabulary, Map<String, ParamValue> params) {
        Map<String, Map<String, CelType>> records = new LinkedHashMap<>();
        collect(vocabulary.event(), records);
        collect(vocabulary.profile(), records);
        Map<String, CelType> fields = new LinkedHashMap<>();
        params.forEach((name, value) -> fields.put(name, type(value)));
        records.put(PARAMS, fields);
        Map<String, CelType> variables = new LinkedHashMap<>();
        variables.put("profile", reference(vocabulary.profile().name()));
        variables.put(PARAMS, reference(PARAMS));
        return new Scope(vocabulary, variables, records);
    }

    /** The same with a variable that is one event. */
    public Scope withEvent(String name) {
        return with(name, eventType());
    }

    /** The same with a variable that is a list of events. */
    public Scope withEvents(String name) {
        return with(name, ListType.create(eventType()));
    }

    /** The same with a variable that is a number. */
    public Scope withNumber(String name) {
        return with(name, SimpleType.DOUBLE);
    }

    /** The same with a variable that is a text. */
    public Scope withText(String name) {
        return with(name, SimpleType.STRING);
    }

    /** The names of the variables. */
    public Set<String> names() {
        return Collections.unmodifiableSet(variables.keySet());
    }

    /** The fields of a record, by its name. */
    Set<String> fields(String record) {
        return records.getOrDefault(record, Map.of()).keySet();
    }

    Set<String> eventFields() {
        return fields(vocabulary.event().name());
    }

    Map<String, CelType> variables() {
        return variables;
    }

    CelType eventType() {
        return reference(vocabulary.event().name());
    }

    CelTypeProvider types() {
        ImmutableMap.Builder<String, CelType> named = ImmutableMap.builder();
        records.forEach((name, fields) -> named.put(typeName(name), struct(name, fields)));
        ImmutableMap<String, CelType> types = named.buildOrThrow();
        return new CelTypeProvider() {
            @Override
            public ImmutableCollection<CelType> types() {
                return types.values();
            }

            @Override
            public Optional<CelType> findType(String name) {
                return Optional.ofNullable(types.get(name));
            }
        };
    }

    private static CelType struct(String name, Map<String, CelType> types) {
        ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(types);
        return StructType.create(
                typeName(name), fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    /** CEL would take a type of the name {@code profile.rfm} for the field. */
    private static String typeName(String record) {
        return "#" + record;
    }

    private static CelType reference(String record) {
        return StructTypeReference.create(typeName(record));
    }

    private Scope with(String name, CelType type) {
        Map<String, CelType> more = new LinkedHashMap<>(variables);
        more.put(name, type);
        return new Scope(vocabulary, more, records);
    }

    private static void collect(RecordOf record, Map<String, Map<String, CelType>> records) {
        Map<String, CelType> fields = new LinkedHashMap<>();
        record.fields()
                .forEach(
                        (name, type) -> {
                            fields.put(name, type(type));
                            collectNested(type, records);
                        });
        records.put(record.name(), fields);
    }

    private static void collectNested(ValueType type, Map<String, Map<String, CelType>> records) {
        if (type instanceof RecordOf nested) {
            collect(nested, records);
        } else if (type instanceof MapOf map) {
            collectNested(map.values(), records);
        }
    }

    private static CelType type(ValueType type) {
        if (type instanceof RecordOf record) {
            return reference(record.name());
        }
        if (type instanceof MapOf map) {
            return MapType.create(SimpleType.STRING, type(map.values()));
        }
        return switch ((ValueType.Simple) type) {
            case NUMBER -> SimpleType.DOUBLE;
            case TEXT -> SimpleType.STRING;
            case TRUTH -> SimpleType.BOOL;
            case TIME -> SimpleType.TIMESTAMP;
            case TEXTS -> ListType.create(SimpleType.STRING);
        };
    }

    private static CelType type(ParamValue value) {
        if (value instanceof ParamValue.OfNumber) {
            return SimpleType.DOUBLE;
        }
        if (value instanceof ParamValue.OfText) {
            return SimpleType.STRING;
        }
        if (value instanceof ParamValue.OfTruth) {
            return SimpleType.BOOL;
        }
        if (value instanceof ParamValue.OfDuration) {
            return SimpleType.DURATION;
        }
        return ListType.create(
                value instanceof ParamValue.OfNumbers ? SimpleType.DOUBLE : SimpleType.STRING);
    }
}
