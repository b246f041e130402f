package io.clientele.analytics.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.clientele.analytics.churn.ChurnPrediction;
import io.clientele.analytics.churn.Reason;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.model.CustomerCluster;
import io.clientele.analytics.model.CustomerValue;
import io.clientele.analytics.rfm.RfmScore;
import io.clientele.analytics.value.ValueEstimate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Profiles and moves as the JSON that {@code docs/topics.md} describes. */
public final class ProfileJson {

    private static final int SCHEMA = 1;
    private static final double DAYS_PER_WEEK = 7;
    private static final JsonFactory JSON = new JsonFactory();

    private final SlidingWindows windows;
    private final FeaturesJson features;
    private final String currency;

    /**
     * How profiles are written.
     *
     * @param windows the windows that the profiles were made with
     * @param currency the reporting currency's ISO 4217 code
     */
    public ProfileJson(SlidingWindows windows, String currency) {
        this.windows = windows;
        this.features = new FeaturesJson(windows);
        this.currency = currency;
    }

    /** A profile as UTF-8 JSON, in one line. */
    public byte[] write(Profile profile) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            Lifetime lifetime = profile.standing().lifetime();
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeStringField("customer_id", profile.customerId());
            json.writeStringField("as_of", instant(profile.asOf()));
            json.writeStringField("currency", currency);
            writeLifetime(lifetime, json);
            writeWindows(profile, json);
            writeRfm(profile, json);
            if (profile.standing().habits().isPresent()) {
                features.write(profile, profile.standing().habits().get(), json);
            }
            writeValue(profile, json);
            writeCluster(profile, json);
            writeChurn(profile, json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** A move as UTF-8 JSON, in one line. */
    public byte[] write(SegmentMove move) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            Profile profile = move.profile();
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeStringField("customer_id", profile.customerId());
            json.writeStringField("from", move.from().name());
            json.writeStringField("to", profile.group().orElseThrow().name());
            json.writeStringField("at", instant(profile.asOf()));
            writeScore(profile, json);
            json.writeNumberField("net", profile.standing().longestWindow().net());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** An entry to the VIPs or an exit as UTF-8 JSON, in one line. */
    public byte[] write(VipMove move) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            Profile profile = move.profile();
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeStringField("customer_id", profile.customerId());
            json.writeStringField("move", move.entered() ? "ENTERED" : "LEFT");
            json.writeStringField("at", instant(profile.asOf()));
            json.writeNumberField("net", profile.standing().longestWindow().net());
            if (profile.insight().value().isPresent()) {
                CustomerValue value = profile.insight().value().get();
                json.writeNumberField("clv", value.estimate().lifetimeValue());
                json.writeNumberField("model_version", value.modelVersion());
            } else {
                writeNulls(json, "clv", "model_version");
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void writeLifetime(Lifetime lifetime, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("lifetime");
        json.writeNumberField("orders", lifetime.orders());
        json.writeNumberField("gross", lifetime.gross());
        json.writeNumberField("refunds", lifetime.refunds());
        if (lifetime.hasOrdered()) {
            json.writeStringField("first_order_at", instant(lifetime.firstOrderAt()));
            json.writeStringField("last_order_at", instant(lifetime.lastOrderAt()));
        } else {
            json.writeNullField("first_order_at");
            json.writeNullField("last_order_at");
        }
        json.writeEndObject();
    }

    private void writeWindows(Profile profile, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("windows");
        for (int i = 0; i < windows.days().size(); i++) {
            WindowTotals totals = profile.standing().windows().get(i);
            json.writeObjectFieldStart(Integer.toString(windows.days().get(i)));
            json.writeNumberField("orders", totals.orders());
            json.writeNumberField("net", totals.net());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeRfm(Profile profile, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("rfm");
        writeScore(profile, json);
        if (profile.group().isPresent()) {
            json.writeStringField("group", profile.group().get().name());
        } else {
            json.writeNullField("group");
        }
        json.writeEndObject();
    }

    private static void writeScore(Profile profile, JsonGenerator json) throws IOException {
        if (profile.score().isPresent()) {
            RfmScore score = profile.score().get();
            json.writeNumberField("recency_days", score.recencyDays());
            json.writeNumberField("r", score.r());
            json.writeNumberField("f", score.f());
            json.writeNumberField("m", score.m());
        } else {
            json.writeNullField("recency_days");
            json.writeNullField("r");
            json.writeNullField("f");
            json.writeNullField("m");
        }
    }

    private static void writeValue(Profile profile, JsonGenerator json) throws IOException {
        Lifetime lifetime = profile.standing().lifetime();
        json.writeObjectFieldStart("value");
        if (lifetime.hasOrdered()) {
            json.writeNumberField("x", lifetime.repeatDays());
            json.writeNumberField("t_x", lifetime.daysToLastOrder() / DAYS_PER_WEEK);
            json.writeNumberField("T", lifetime.daysObserved(profile.day()) / DAYS_PER_WEEK);
            json.writeNumberField("mean_order", lifetime.meanOrder());
            json.writeNumberField("mean_repeat_day", lifetime.meanRepeatDay());
            json.writeNumberField("mean_gap_days", lifetime.meanGap());
            json.writeNumberField("gap_variance", lifetime.gapVariance());
        } else {
            writeNulls(
                    json,
                    "x",
                    "t_x",
                    "T",
                    "mean_order",
                    "mean_repeat_day",
                    "mean_gap_days",
                    "gap_variance");
        }
        if (profile.insight().value().isPresent()) {
            writeExpected(profile.insight().value().get(), json);
        } else {
            writeNulls(
                    json,
                    "p_alive",
                    "expected_orders",
                    "expected_order_value",
                    "clv",
                    "vip",
                    "model_version");
        }
        json.writeEndObject();
    }

    private static void writeExpected(CustomerValue value, JsonGenerator json) throws IOException {
        ValueEstimate estimate = value.estimate();
        json.writeNumberField("p_alive", estimate.probabilityAlive());
        json.writeObjectFieldStart("expected_orders");
        json.writeNumberField("30", estimate.ordersIn30());
        json.writeNumberField("90", estimate.ordersIn90());
        json.writeNumberField("365", estimate.ordersIn365());
        json.writeEndObject();
        json.writeNumberField("expected_order_value", Math.round(estimate.orderValue()));
        json.writeNumberField("clv", estimate.lifetimeValue());
        json.writeBooleanField("vip", value.vip());
        json.writeNumberField("model_version", value.modelVersion());
    }

    private static void writeCluster(Profile profile, JsonGenerator json) throws IOException {
        if (profile.insight().cluster().isPresent()) {
            CustomerCluster cluster = profile.insight().cluster().get();
            json.writeObjectFieldStart("cluster");
            json.writeNumberField("id", cluster.id());
            json.writeStringField("name", cluster.name());
            json.writeNumberField("model_version", cluster.modelVersion());
            json.writeEndObject();
        } else {
            json.writeNullField("cluster");
        }
    }

    private static void writeChurn(Profile profile, JsonGenerator json) throws IOException {
        if (profile.insight().churn().isEmpty()) {
            json.writeNullField("churn");
            return;
        }
        ChurnPrediction churn = profile.insight().churn().get();
        json.writeObjectFieldStart("churn");
        json.writeNumberField("risk", churn.risk());
        json.writeStringField("band", churn.band().label());
        json.writeStringField("champion", churn.champion().label());
        json.writeArrayFieldStart("reasons");
        for (Reason reason : churn.reasons()) {
            json.writeStartObject();
            json.writeStringField("text", reason.text());
            json.writeNumberField("contribution", reason.contribution());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeNulls(JsonGenerator json, String... names) throws IOException {
        for (String name : names) {
            json.writeNullField(name);
        }
    }

    private static String instant(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
