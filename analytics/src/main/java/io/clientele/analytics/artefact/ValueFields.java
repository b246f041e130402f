package io.clientele.analytics.artefact;

import io.clientele.analytics.model.ValueModels;
import io.clientele.analytics.value.BgNbd;
import io.clientele.analytics.value.Discounting;
import io.clientele.analytics.value.FamilyChoice;
import io.clientele.analytics.value.FitQuality;
import io.clientele.analytics.value.GammaGamma;
import io.clientele.analytics.value.MbgNbd;
import io.clientele.analytics.value.PurchaseFit;
import io.clientele.analytics.value.PurchaseModel;
import io.clientele.analytics.value.SpendFit;
import io.clientele.analytics.value.ValueModel;
import io.clientele.analytics.value.ValueSettings;

/** A version of the value model from its fields. */
final class ValueFields {

    private ValueFields() {}

    static ValueModels read(Fields value) {
        ValueModel model =
                new ValueModel(
                        value.day("trained_to"),
                        purchases(value),
                        spend(value.object("gamma_gamma")),
                        settings(value),
                        value.texts("warnings"));
        return new ValueModels(
                value.whole("version", 1),
                model,
                value.findText("kept"),
                value.whole("vip_bound", 0));
    }

    private static PurchaseFit purchases(Fields value) {
        if (value.has("bgnbd") == value.has("mbgnbd")) {
            throw value.wrong(
                    "bgnbd", value.has("bgnbd") ? "beside mbgnbd" : "missing", "it or mbgnbd");
        }
        boolean classic = value.has("bgnbd");
        Fields fields = value.object(classic ? "bgnbd" : "mbgnbd");
        double r = fields.number("r");
        double alpha = fields.number("alpha");
        double a = fields.number("a");
        double b = fields.number("b");
        PurchaseModel model =
                fields.make(() -> classic ? new BgNbd(r, alpha, a, b) : new MbgNbd(r, alpha, a, b));
        return new PurchaseFit(model, quality(fields));
    }

    private static SpendFit spend(Fields fields) {
        GammaGamma model =
                fields.make(
                        () ->
                                new GammaGamma(
                                        fields.number("p"),
                                        fields.number("q"),
                                        fields.number("gamma_in_minor_units")));
        return new SpendFit(model, quality(fields));
    }

    private static FitQuality quality(Fields fields) {
        return new FitQuality(
                fields.number("log_likelihood"),
                fields.whole("customers", 1),
                fields.count("steps", 0),
                fields.flag("converged"),
                fields.texts("at_edge"));
    }

    private static ValueSettings settings(Fields value) {
        String family = value.text("family");
        FamilyChoice choice =
                switch (family) {
                    case "automatic" -> FamilyChoice.AUTOMATIC;
                    case "bgnbd" -> FamilyChoice.BG_NBD;
                    case "mbgnbd" -> FamilyChoice.MBG_NBD;
                    default ->
                            throw value.wrong(
                                    "family", "\"" + family + "\"", "automatic, bgnbd or mbgnbd");
                };
        return value.make(
                () ->
                        new ValueSettings(
                                choice,
                                new Discounting(
                                        value.count("horizon_days", 1),
                                        value.number("yearly_discount")),
                                value.count("silence_days", 1)));
    }
}
