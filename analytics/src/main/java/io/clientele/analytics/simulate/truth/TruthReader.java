package io.clientele.analytics.simulate.truth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.simulate.Anomaly;
import io.clientele.analytics.simulate.AnomalyKind;
import io.clientele.analytics.simulate.AnomalySettings;
import io.clientele.analytics.simulate.FraudIncident;
import io.clientele.analytics.simulate.FraudKind;
import io.clientele.analytics.simulate.FraudSettings;
import io.clientele.analytics.simulate.PurchaseSettings;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.analytics.simulate.SpendSettings;
import io.clientele.analytics.simulate.VisitSettings;

/** Reads what {@link TruthJson} wrote. */
public final class TruthReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TruthReader() {}

    /**
     * Reads a line; fields that it does not know are passed over.
     *
     * @throws IllegalArgumentException naming the field that is missing or wrong, its value and
     *     what was expected
     */
    public static TruthRecord read(String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "truth: not JSON: " + malformed.getOriginalMessage(), malformed);
        }
        TruthFields fields = TruthFields.of(node);
        long schema = fields.whole("schema");
        if (schema != TruthJson.SCHEMA) {
            throw fields.unexpected("schema", String.valueOf(TruthJson.SCHEMA));
        }
        return switch (fields.text("kind")) {
            case "settings" -> run(fields);
            case "customer" -> customer(fields);
            case "fraud" -> fraud(fields);
            case "anomaly" -> anomaly(fields);
            default -> throw fields.unexpected("kind", "settings, customer, fraud or anomaly");
        };
    }

    private static RunTruth run(TruthFields fields) {
        TruthFields purchase = fields.object("bgnbd");
        TruthFields spend = fields.object("gamma_gamma");
        TruthFields fraud = fields.object("fraud");
        TruthFields anomalies = fields.object("anomalies");
        return new RunTruth(
                new SimulatorSettings(
                        fields.count("customers"),
                        fields.whole("seed"),
                        fields.instant("start").toEpochMilli(),
                        fields.text("currency"),
                        fields.number("existing_share"),
                        fields.number("join_weeks"),
                        fields.numberOr("replacement_days", SimulatorSettings.NEVER),
                        fields.count("products"),
                        new PurchaseSettings(
                                purchase.number("r"),
                                purchase.number("alpha"),
                                purchase.number("a"),
                                purchase.number("b")),
                        new SpendSettings(
                                spend.number("p"), spend.number("q"), spend.number("gamma")),
                        visits(fields.object("visits")),
                        new FraudSettings(
                                fraud.number("share"), fraud.kinds("kinds", FraudKind.class)),
                        new AnomalySettings(
                                anomalies.kinds("kinds", AnomalyKind.class),
                                anomalies.number("every_days"))),
                fields.whole("events"),
                fields.instant("end"));
    }

    private static VisitSettings visits(TruthFields fields) {
        return new VisitSettings(
                fields.number("per_purchase"),
                fields.number("abandoned_cart_share"),
                fields.number("anonymous_share"),
                fields.number("guest_order_share"),
                fields.number("coupon_share"),
                fields.number("refund_share"),
                fields.number("cancel_share"),
                fields.number("review_share"),
                fields.number("support_share"));
    }

    private static CustomerTruth customer(TruthFields fields) {
        return new CustomerTruth(
                fields.text("customer_id"),
                fields.flag("existing"),
                fields.number("lambda"),
                fields.number("p"),
                fields.number("nu"),
                fields.number("mean_order"),
                fields.number("visit_rate"),
                fields.text("favourite_category"),
                fields.count("orders"),
                fields.instantIfGiven("joined_at"),
                fields.instantIfGiven("last_order_at"),
                fields.instantIfGiven("left_at"));
    }

    private static FraudTruth fraud(TruthFields fields) {
        return new FraudTruth(
                new FraudIncident(
                        fields.whole("incident"),
                        fields.kind("fraud", FraudKind.class),
                        fields.kind("account", FraudIncident.Account.class),
                        fields.text("customer_id"),
                        fields.count("planned_orders"),
                        fields.count("planned_refunds")),
                fields.instant("start"),
                fields.instant("end"),
                fields.count("orders"),
                fields.count("refunds"),
                fields.texts("message_ids"));
    }

    private static AnomalyTruth anomaly(TruthFields fields) {
        return new AnomalyTruth(
                new Anomaly(
                        fields.whole("incident"),
                        fields.kind("anomaly", AnomalyKind.class),
                        fields.instant("start").toEpochMilli(),
                        fields.instant("end").toEpochMilli(),
                        fields.number("strength")),
                fields.flag("complete"));
    }
}
