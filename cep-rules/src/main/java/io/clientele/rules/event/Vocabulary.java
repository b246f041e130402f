package io.clientele.rules.event;

import io.clientele.analytics.event.EventType;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.rules.event.ValueType.MapOf;
import io.clientele.rules.event.ValueType.RecordOf;
import io.clientele.rules.event.ValueType.Simple;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words that rules are written in: the events there are, their fields, the figures of a
 * profile. What is not in here is refused when a rule is read.
 *
 * @param eventNames the events that steps may wait for
 * @param event the fields of an event
 * @param profile what is known of a customer
 * @param groups the RFM groups that a move may name
 */
public record Vocabulary(
        Set<String> eventNames, RecordOf event, RecordOf profile, Set<String> groups) {

    private static final Vocabulary STANDARD = standardWords();

    /** Keeps the names in order. */
    public Vocabulary {
        eventNames = java.util.Collections.unmodifiableSet(new TreeSet<>(eventNames));
        groups = java.util.Collections.unmodifiableSet(new TreeSet<>(groups));
    }

    /** The words of Clientele's own events and profiles. */
    public static Vocabulary standard() {
        return STANDARD;
    }

    /** The numbers of the profile whose changes can start or continue a rule, by their paths. */
    public Set<String> scores() {
        Set<String> paths = new TreeSet<>();
        collectScores("", profile, paths);
        return paths;
    }

    /** What the field of the profile at a path with dots holds. */
    public Optional<ValueType> profileField(String path) {
        ValueType type = profile;
        for (String name : path.split("\\.", -1)) {
            if (type instanceof RecordOf record && record.fields().containsKey(name)) {
                type = record.fields().get(name);
            } else if (type instanceof MapOf map) {
                type = map.values();
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(type);
    }

    private static void collectScores(String prefix, RecordOf record, Set<String> paths) {
        record.fields()
                .forEach(
                        (name, type) -> {
                            if (type == Simple.NUMBER) {
                                paths.add(prefix + name);
                            } else if (type instanceof RecordOf nested) {
                                collectScores(prefix + name + ".", nested, paths);
                            }
                        });
    }

    private static Vocabulary standardWords() {
        Set<String> names = new TreeSet<>();
        for (EventType type : EventType.values()) {
            if (type != EventType.OTHER) {
                names.add(type.eventName());
            }
        }
        return new Vocabulary(
                names,
                eventFields(),
                profileFields(),
                new TreeSet<>(Arrays.stream(RfmGroup.values()).map(Enum::name).toList()));
    }

    private static RecordOf eventFields() {
        Map<String, ValueType> fields = new LinkedHashMap<>();
        for (String text : List.of("name", "id", "order_id", "coupon")) {
            fields.put(text, Simple.TEXT);
        }
        fields.put("time", Simple.TIME);
        for (String number :
                List.of("amount", "tax", "shipping", "discount", "units", "lines", "price")) {
            fields.put(number, Simple.NUMBER);
        }
        for (String text : List.of("product_id", "category", "brand", "country", "channel")) {
            fields.put(text, Simple.TEXT);
        }
        for (String list : List.of("product_ids", "categories", "brands")) {
            fields.put(list, Simple.TEXTS);
        }
        fields.put("amount_z", Simple.NUMBER);
        fields.put("gap_z", Simple.NUMBER);
        fields.put("from", Simple.TEXT);
        fields.put("to", Simple.TEXT);
        fields.put("before", Simple.NUMBER);
        fields.put("after", Simple.NUMBER);
        return new RecordOf("event", fields);
    }

    private static RecordOf profileFields() {
        Map<String, ValueType> lifetime = numbers("orders", "gross", "refunds");
        lifetime.put("first_order_at", Simple.TIME);
        lifetime.put("last_order_at", Simple.TIME);
        Map<String, ValueType> rfm = numbers("recency_days", "r", "f", "m");
        rfm.put("group", Simple.TEXT);
        Map<String, ValueType> value =
                numbers(
                        "x",
                        "t_x",
                        "T",
                        "mean_order",
                        "mean_repeat_day",
                        "mean_gap_days",
                        "gap_variance",
                        "p_alive",
                        "clv");
        value.put("expected_orders", new MapOf(Simple.NUMBER));
        value.put("vip", Simple.TRUTH);
        Map<String, ValueType> cluster = numbers("id", "model_version");
        cluster.put("name", Simple.TEXT);
        Map<String, ValueType> churn = numbers("risk");
        churn.put("band", Simple.TEXT);
        churn.put("champion", Simple.TEXT);
        churn.put("reasons", Simple.TEXTS);
        Map<String, ValueType> profile = new LinkedHashMap<>();
        profile.put("lifetime", new RecordOf("profile.lifetime", lifetime));
        profile.put(
                "windows", new MapOf(new RecordOf("profile.windows[]", numbers("orders", "net"))));
        profile.put("rfm", new RecordOf("profile.rfm", rfm));
        profile.put("features", new RecordOf("profile.features", features()));
        profile.put("cluster", new RecordOf("profile.cluster", cluster));
        profile.put("value", new RecordOf("profile.value", value));
        profile.put("churn", new RecordOf("profile.churn", churn));
        return new RecordOf("profile", profile);
    }

    private static Map<String, ValueType> features() {
        return numbers(
                "recency_days",
                "orders_short_window",
                "orders_middle_window",
                "orders_long_window",
                "net_short_window",
                "net_middle_window",
                "net_long_window",
                "lifetime_orders",
                "purchase_days",
                "tenure_days",
                "mean_gap_days",
                "gap_variation",
                "gap_against_rhythm",
                "mean_order_value",
                "order_value_variation",
                "units_per_order",
                "lines_per_order",
                "price_level",
                "distinct_categories",
                "category_entropy",
                "distinct_brands",
                "brand_loyalty",
                "return_rate",
                "returns",
                "coupon_share",
                "weekend_share",
                "evening_share",
                "spend_trend",
                "cart_abandonment",
                "checkout_abandonment",
                "views_per_order",
                "days_since_last_visit",
                "support_contacts",
                "reviews",
                "promotion_clicks",
                "campaign_response");
    }

    private static Map<String, ValueType> numbers(String... names) {
        Map<String, ValueType> fields = new LinkedHashMap<>();
        for (String name : names) {
            fields.put(name, Simple.NUMBER);
        }
        return fields;
    }
}
