package io.clientele.analytics.simulate.truth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.clientele.analytics.simulate.AnomalyKind;
import io.clientele.analytics.simulate.AnomalySettings;
import io.clientele.analytics.simulate.FraudSettings;
import io.clientele.analytics.simulate.PurchaseSettings;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.analytics.simulate.SpendSettings;
import io.clientele.analytics.simulate.VisitSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the lines of a truth file, described in {@code docs/simulator.md}. {@link TruthReader}
 * reads them.
 */
public final class TruthJson {

    /** The version that is written. */
    public static final int SCHEMA = 1;

    // Double.toString differs between versions of Java
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private static final DateTimeFormatter TO_THE_MILLISECOND =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private TruthJson() {}

    /** The record as UTF-8 JSON in one line; the same record gives the same bytes. */
    public static byte[] write(TruthRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            if (record instanceof RunTruth run) {
                write(run, json);
            } else if (record instanceof CustomerTruth customer) {
                write(customer, json);
            } else if (record instanceof FraudTruth fraud) {
                write(fraud, json);
            } else if (record instanceof AnomalyTruth anomaly) {
                write(anomaly, json);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(RunTruth run, JsonGenerator json) throws IOException {
        SimulatorSettings settings = run.settings();
        json.writeStringField("kind", "settings");
        json.writeNumberField("seed", settings.seed());
        time("start", Instant.ofEpochMilli(settings.startMillis()), json);
        time("end", run.end(), json);
        json.writeNumberField("events", run.events());
        json.writeStringField("currency", settings.currency());
        json.writeNumberField("customers", settings.customers());
        json.writeNumberField("existing_share", settings.existingShare());
        json.writeNumberField("join_weeks", settings.joinWeeks());
        if (settings.replacementDays() != SimulatorSettings.NEVER) {
            json.writeNumberField("replacement_days", settings.replacementDays());
        }
        json.writeNumberField("products", settings.products());
        write(settings.purchase(), json);
        write(settings.spend(), json);
        write(settings.visits(), json);
        write(settings.fraud(), settings.anomalies(), json);
    }

    private static void write(PurchaseSettings purchase, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("bgnbd");
        json.writeNumberField("r", purchase.r());
        json.writeNumberField("alpha", purchase.alpha());
        json.writeNumberField("a", purchase.a());
        json.writeNumberField("b", purchase.b());
        json.writeEndObject();
    }

    private static void write(SpendSettings spend, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("gamma_gamma");
        json.writeNumberField("p", spend.p());
        json.writeNumberField("q", spend.q());
        json.writeNumberField("gamma", spend.gamma());
        json.writeEndObject();
    }

    private static void write(VisitSettings visits, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("visits");
        json.writeNumberField("per_purchase", visits.perPurchase());
        json.writeNumberField("abandoned_cart_share", visits.abandonedCartShare());
        json.writeNumberField("anonymous_share", visits.anonymousShare());
        json.writeNumberField("guest_order_share", visits.guestOrderShare());
        json.writeNumberField("coupon_share", visits.couponShare());
        json.writeNumberField("refund_share", visits.refundShare());
        json.writeNumberField("cancel_share", visits.cancelShare());
        json.writeNumberField("review_share", visits.reviewShare());
        json.writeNumberField("support_share", visits.supportShare());
        json.writeEndObject();
    }

    private static void write(FraudSettings fraud, AnomalySettings anomalies, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart("fraud");
        json.writeNumberField("share", fraud.share());
        kinds(fraud.kinds(), json);
        json.writeEndObject();
        json.writeObjectFieldStart("anomalies");
        json.writeNumberField("every_days", anomalies.everyDays());
        kinds(anomalies.kinds(), json);
        json.writeEndObject();
    }

    private static void kinds(Set<? extends Enum<?>> kinds, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("kinds");
        for (Enum<?> kind : kinds) {
            json.writeString(name(kind));
        }
        json.writeEndArray();
    }

    private static void write(CustomerTruth customer, JsonGenerator json) throws IOException {
        json.writeStringField("kind", "customer");
        json.writeStringField("customer_id", customer.customerId());
        json.writeBooleanField("existing", customer.existing());
        json.writeBooleanField("alive", customer.alive());
        time("joined_at", customer.joinedAt(), json);
        time("left_at", customer.leftAt(), json);
        time("last_order_at", customer.lastOrderAt(), json);
        json.writeNumberField("orders", customer.orders());
        json.writeNumberField("lambda", customer.purchaseRate());
        json.writeNumberField("p", customer.dropoutProbability());
        json.writeNumberField("nu", customer.spendScale());
        json.writeNumberField("mean_order", customer.meanOrder());
        json.writeNumberField("visit_rate", customer.visitRate());
        json.writeStringField("favourite_category", customer.favouriteCategory());
    }

    private static void write(FraudTruth fraud, JsonGenerator json) throws IOException {
        json.writeStringField("kind", "fraud");
        json.writeNumberField("incident", fraud.incident().number());
        json.writeStringField("fraud", name(fraud.incident().kind()));
        json.writeStringField("customer_id", fraud.incident().customerId());
        json.writeStringField("account", name(fraud.incident().account()));
        time("start", fraud.start(), json);
        time("end", fraud.end(), json);
        json.writeBooleanField("complete", fraud.complete());
        json.writeNumberField("orders", fraud.orders());
        json.writeNumberField("refunds", fraud.refunds());
        json.writeNumberField("planned_orders", fraud.incident().orders());
        json.writeNumberField("planned_refunds", fraud.incident().refunds());
        json.writeArrayFieldStart("message_ids");
        for (String messageId : fraud.messageIds()) {
            json.writeString(messageId);
        }
        json.writeEndArray();
    }

    private static void write(AnomalyTruth truth, JsonGenerator json) throws IOException {
        json.writeStringField("kind", "anomaly");
        json.writeNumberField("incident", truth.anomaly().number());
        json.writeStringField("anomaly", name(truth.anomaly().kind()));
        time("start", truth.start(), json);
        time("end", truth.end(), json);
        json.writeBooleanField("complete", truth.complete());
        json.writeNumberField("strength", truth.anomaly().strength());
        json.writeArrayFieldStart("shows_in");
        for (AnomalyKind.Sign sign : truth.anomaly().kind().signs()) {
            json.writeStartObject();
            json.writeStringField("measurement", sign.measurement());
            json.writeStringField("field", sign.field());
            json.writeStringField("direction", name(sign.direction()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void time(String field, Optional<Instant> time, JsonGenerator json)
            throws IOException {
        if (time.isPresent()) {
            time(field, time.get(), json);
        }
    }

    private static void time(String field, Instant time, JsonGenerator json) throws IOException {
        json.writeStringField(field, TO_THE_MILLISECOND.format(time));
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
