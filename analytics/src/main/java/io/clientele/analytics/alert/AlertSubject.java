package io.clientele.analytics.alert;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Whom or what an alert is about. */
public sealed interface AlertSubject {

    /** In few words, for people: the customer's id, or measurement, tags and field. */
    String label();

    /**
     * A customer.
     *
     * @param id the shop's userId, not empty
     */
    record Customer(String id) implements AlertSubject {

        /**
         * Checks the id.
         *
         * @throws IllegalArgumentException if it is empty
         */
        public Customer {
            id = WellFormed.required("subject.customer_id", id);
        }

        @Override
        public String label() {
            return id;
        }
    }

    /**
     * One figure of a KPI measurement over time.
     *
     * @param measurement such as {@code sales}, not empty
     * @param tags what the figure is split by, sorted by name; may be empty
     * @param field the figure, such as {@code orders}, not empty
     */
    record Series(String measurement, Map<String, String> tags, String field)
            implements AlertSubject {

        /**
         * Copies the tags into a sorted map that cannot be changed.
         *
         * @throws IllegalArgumentException if measurement or field is empty
         */
        public Series {
            measurement = WellFormed.required("subject.measurement", measurement);
            field = WellFormed.required("subject.field", field);
            Map<String, String> sorted = new TreeMap<>();
            tags.forEach(
                    (name, value) -> sorted.put(WellFormed.text(name), WellFormed.text(value)));
            tags = Collections.unmodifiableMap(sorted);
        }

        @Override
        public String label() {
            StringBuilder label = new StringBuilder(measurement).append('.').append(field);
            tags.forEach(
                    (name, value) -> label.append(", ").append(name).append(' ').append(value));
            return label.toString();
        }
    }
}
