package io.clientele.rules.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a field that a rule reads may hold. */
public sealed interface ValueType {

    /** A value that holds no others. */
    enum Simple implements ValueType {
        /** Any number, whole or not; amounts are minor units of the reporting currency. */
        NUMBER,
        /** A text. */
        TEXT,
        /** True or false. */
        TRUTH,
        /** An instant. */
        TIME,
        /** A list of texts. */
        TEXTS
    }

    /**
     * Named fields.
     *
     * @param name unique among all records, such as {@code profile.rfm}
     */
    record RecordOf(String name, Map<String, ValueType> fields) implements ValueType {

        /** Keeps the fields in their order. */
        public RecordOf {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** Values under names that are not fixed, such as a window's length: {@code ["30"]}. */
    record MapOf(ValueType values) implements ValueType {}
}
