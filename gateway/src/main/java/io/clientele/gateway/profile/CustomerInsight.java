package io.clientele.gateway.profile;

import io.clientele.gateway.topic.JsonFields;
import io.clientele.gateway.topic.UnreadableRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the models say of a customer; what is empty is not known (yet).
 *
 * @param cluster what the customers are like among whom this one lies
 * @param probabilityAlive that the customer has not left, 0 to 1
 * @param lifetimeValue what the customer is expected to bring, minor units
 * @param vip whether that makes a VIP
 * @param churnRisk the probability of no order within the horizon, 0 to 1
 * @param churnBand {@code low}, {@code medium} or {@code high}
 * @param churnReasons why, the strongest first, at most {@value #MOST_REASONS}
 */
public record CustomerInsight(
        Optional<String> cluster,
        Optional<Number> probabilityAlive,
        Optional<Number> lifetimeValue,
        boolean vip,
        Optional<Number> churnRisk,
        Optional<String> churnBand,
        List<String> churnReasons) {

    /** How many reasons are kept. */
    public static final int MOST_REASONS = 3;

    /** Keeps the reasons as they are. */
    public CustomerInsight {
        churnReasons = List.copyOf(churnReasons);
    }

    /** What a profile says. */
    static CustomerInsight of(JsonFields profile) throws UnreadableRecordException {
        Optional<JsonFields> cluster = part(profile, "cluster");
        Optional<JsonFields> value = part(profile, "value");
        Optional<JsonFields> churn = part(profile, "churn");
        List<String> reasons = new ArrayList<>();
        if (churn.isPresent() && !churn.get().isAbsent("reasons")) {
            for (JsonFields reason : churn.get().objects("reasons")) {
                if (reasons.size() < MOST_REASONS) {
                    reasons.add(reason.text("text"));
                }
            }
        }
        return new CustomerInsight(
                cluster.isPresent() ? Optional.of(cluster.get().text("name")) : Optional.empty(),
                number(value, "p_alive"),
                number(value, "clv"),
                value.isPresent() && value.get().isTrue("vip"),
                number(churn, "risk"),
                churn.isPresent() ? Optional.of(churn.get().text("band")) : Optional.empty(),
                reasons);
    }

    private static Optional<JsonFields> part(JsonFields profile, String name)
            throws UnreadableRecordException {
        return profile.isAbsent(name) ? Optional.empty() : Optional.of(profile.object(name));
    }

    private static Optional<Number> number(Optional<JsonFields> part, String name)
            throws UnreadableRecordException {
        return part.isPresent() ? part.get().optionalNumber(name) : Optional.empty();
    }
}
