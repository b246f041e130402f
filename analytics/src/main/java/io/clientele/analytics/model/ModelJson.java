package io.clientele.analytics.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.clientele.analytics.churn.Candidate;
import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.churn.ChurnSettings;
import io.clientele.analytics.churn.ModelFigures;
import io.clientele.analytics.churn.PlattScaling;
import io.clientele.analytics.cluster.Cluster;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.value.FitQuality;
import io.clientele.analytics.value.GammaGamma;
import io.clientele.analytics.value.PurchaseModel;
import io.clientele.analytics.value.ValueModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Models as the JSON that {@code docs/models.md} describes. */
public final class ModelJson {

    private static final int SCHEMA = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private final ReportingCurrency currency;

    /** Models of a shop that reports in a currency. */
    public ModelJson(ReportingCurrency currency) {
        this.currency = currency;
    }

    /** The models as UTF-8 JSON in one line. */
    public byte[] write(Models models) {
        return write(models, false);
    }

    /** The models as UTF-8 JSON in lines that a person reads. */
    public byte[] writeIndented(Models models) {
        return write(models, true);
    }

    private byte[] write(Models models, boolean indented) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            if (indented) {
                json.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeStringField("day", date(models.day()));
            json.writeStringField("currency", currency.code());
            if (models.value().isPresent()) {
                writeValue(models.value().get(), models.since(), json);
            }
            if (models.clusters().isPresent()) {
                writeClusters(models.clusters().get(), models.since(), json);
            }
            if (models.churn().isPresent()) {
                writeChurn(models.churn().get(), models.since(), json);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void writeValue(ValueModels value, long since, JsonGenerator json) throws IOException {
        ValueModel model = value.model();
        json.writeObjectFieldStart("value");
        writeOrigin(value.version(), since, model.trainedTo(), json);
        PurchaseModel purchases = model.purchases().model();
        json.writeObjectFieldStart(label(purchases.family()));
        json.writeNumberField("r", purchases.r());
        json.writeNumberField("alpha", purchases.alpha());
        json.writeNumberField("a", purchases.a());
        json.writeNumberField("b", purchases.b());
        write(model.purchases().quality(), json);
        json.writeEndObject();
        // In the currency's unit, which is what the literature gives gamma in.
        GammaGamma spend = model.spend().model().inUnitsOf(minorUnits());
        json.writeObjectFieldStart("gamma_gamma");
        json.writeNumberField("p", spend.p());
        json.writeNumberField("q", spend.q());
        json.writeNumberField("gamma", spend.gamma());
        json.writeNumberField("gamma_in_minor_units", model.spend().model().gamma());
        write(model.spend().quality(), json);
        json.writeEndObject();
        json.writeStringField("family", label(model.settings().family()));
        json.writeNumberField("silence_days", model.settings().silenceDays());
        json.writeNumberField("horizon_days", model.settings().discounting().horizonDays());
        json.writeNumberField("yearly_discount", model.settings().discounting().annualRate());
        json.writeNumberField("vip_bound", Math.round(value.vipBound()));
        writeArray("warnings", model.warnings(), json);
        if (value.kept().isPresent()) {
            json.writeStringField("kept", value.kept().get());
        } else {
            json.writeNullField("kept");
        }
        json.writeEndObject();
    }

    private static void writeChurn(ChurnModel model, long since, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart("churn");
        writeOrigin(model.version(), since, model.day(), json);
        json.writeNumberField("horizon_days", model.settings().horizonDays());
        json.writeStringField("champion", model.champion().label());
        json.writeNumberField("learnt", model.learnt());
        writeQuality(model.championFigures(), json);
        json.writeObjectFieldStart("candidates");
        json.writeObjectFieldStart(Candidate.REGRESSION.label());
        writeQuality(model.figures(), json);
        json.writeEndObject();
        json.writeObjectFieldStart(Candidate.PURCHASE_MODEL.label());
        writeQuality(model.purchaseFigures(), json);
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("weights");
        for (Map.Entry<String, Double> weight : model.namedWeights().entrySet()) {
            json.writeNumberField(weight.getKey(), weight.getValue());
        }
        json.writeEndObject();
        writeArray("features", model.features().names(), json);
        json.writeFieldName("means");
        writeArray(model.standardisation().means(), json);
        json.writeFieldName("deviations");
        writeArray(model.standardisation().deviations(), json);
        writeCalibration("calibration", model.calibration(), json);
        writeCalibration("purchase_model_calibration", model.purchaseCalibration(), json);
        writeSettings(model.settings(), json);
        json.writeEndObject();
    }

    private static void writeCalibration(String name, PlattScaling scaling, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("intercept", scaling.intercept());
        json.writeNumberField("slope", scaling.slope());
        json.writeEndObject();
    }

    private static void writeSettings(ChurnSettings settings, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart("settings");
        json.writeNumberField("snapshot_days", settings.snapshotDays());
        json.writeNumberField("window_days", settings.windowDays());
        json.writeNumberField("alpha", settings.regression().alpha());
        json.writeNumberField("beta", settings.regression().beta());
        json.writeNumberField("l1", settings.regression().l1());
        json.writeNumberField("l2", settings.regression().l2());
        json.writeNumberField("medium_from", settings.mediumFrom());
        json.writeNumberField("high_from", settings.highFrom());
        json.writeNumberField("lead", settings.lead());
        json.writeNumberField("fewest_labels", settings.fewestLabels());
        json.writeNumberField("most_waiting", settings.mostWaiting());
        json.writeEndObject();
    }

    private static void writeOrigin(long version, long since, long to, JsonGenerator json)
            throws IOException {
        json.writeNumberField("version", version);
        // Training goes on from version to version: each was made of the one before.
        if (version > 1) {
            json.writeNumberField("parent_version", version - 1);
        } else {
            json.writeNullField("parent_version");
        }
        json.writeStringField("trained_from", date(since));
        json.writeStringField("trained_to", date(to));
    }

    private static void writeQuality(ModelFigures figures, JsonGenerator json) throws IOException {
        json.writeNumberField("labels", figures.labels());
        json.writeNumberField("churned", figures.churned());
        json.writeNumberField("base_rate", figures.baseRate());
        json.writeNumberField("auc", figures.auc());
        json.writeNumberField("log_loss", figures.logLoss());
        json.writeNumberField("brier", figures.brier());
        json.writeNumberField("calibration_error", figures.calibrationError());
    }

    private static void writeClusters(ClusterModel model, long since, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart("clusters");
        writeOrigin(model.version(), since, model.day(), json);
        json.writeNumberField("customers", model.customers());
        json.writeNumberField("k", model.clusters().size());
        writeArray("features", model.features().names(), json);
        json.writeFieldName("means");
        writeArray(model.standardisation().means(), json);
        json.writeFieldName("deviations");
        writeArray(model.standardisation().deviations(), json);
        json.writeArrayFieldStart("ids");
        for (Cluster cluster : model.clusters()) {
            json.writeNumber(cluster.id());
        }
        json.writeEndArray();
        writeArray("names", model.clusters().stream().map(Cluster::name).toList(), json);
        json.writeArrayFieldStart("centroids");
        for (Cluster cluster : model.clusters()) {
            writeArray(
                    cluster.centroid().stream().mapToDouble(Double::doubleValue).toArray(), json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("sizes");
        for (Cluster cluster : model.clusters()) {
            json.writeNumber(cluster.size());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("weights");
        for (Cluster cluster : model.clusters()) {
            json.writeNumber(cluster.weight());
        }
        json.writeEndArray();
        json.writeNumberField("silhouette", model.quality().silhouette());
        json.writeNumberField("inertia", model.quality().inertia());
        json.writeNumberField("drift", model.quality().drift());
        json.writeNumberField("reseeded", model.quality().reseeded());
        json.writeEndObject();
    }

    private static void writeArray(double[] values, JsonGenerator json) throws IOException {
        json.writeArray(values, 0, values.length);
    }

    private static void writeArray(String name, List<String> values, JsonGenerator json)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void write(FitQuality quality, JsonGenerator json) throws IOException {
        json.writeNumberField("log_likelihood", quality.logLikelihood());
        json.writeNumberField("customers", quality.customers());
        json.writeNumberField("steps", quality.steps());
        json.writeBooleanField("converged", quality.converged());
        writeArray("at_edge", quality.atEdge(), json);
    }

    private double minorUnits() {
        return Math.pow(10, currency.fractionDigits());
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static String date(long day) {
        return LocalDate.ofEpochDay(day).toString();
    }
}
