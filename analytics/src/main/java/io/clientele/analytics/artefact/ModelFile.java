package io.clientele.analytics.artefact;

import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.model.ModelJson;
import io.clientele.analytics.model.ModelKind;
import io.clientele.analytics.model.Models;
import java.util.Optional;

/**
 * Models as their JSON holds them: one kind, or all of a day.
 *
 * @param currency the reporting currency of the shop that they were trained in, ISO 4217
 */
public record ModelFile(String currency, Models models) {

    private static final int SCHEMA = 1;

    /**
     * Reads models, to the bit as they were written by {@link ModelJson}.
     *
     * @param json UTF-8
     * @throws IllegalArgumentException naming the field that is wrong, its value and what was
     *     expected
     */
    public static ModelFile read(byte[] json) {
        return of(Fields.of(json));
    }

    /** The models as UTF-8 JSON in one line. */
    public byte[] json() {
        return new ModelJson(ReportingCurrency.only(currency)).write(models);
    }

    /** The models as UTF-8 JSON in lines that a person reads. */
    public byte[] indentedJson() {
        return new ModelJson(ReportingCurrency.only(currency)).writeIndented(models);
    }

    /** One kind of them alone. */
    public ModelFile only(ModelKind kind) {
        return new ModelFile(currency, models.only(kind));
    }

    static ModelFile of(Fields fields) {
        long schema = fields.whole("schema", 1);
        if (schema != SCHEMA) {
            throw fields.wrong("schema", Long.toString(schema), Integer.toString(SCHEMA));
        }
        long day = fields.day("day");
        Optional<Fields> value = fields.find("value");
        Optional<Fields> clusters = fields.find("clusters");
        Optional<Fields> churn = fields.find("churn");
        Models models =
                new Models(
                        day,
                        value.or(() -> clusters)
                                .or(() -> churn)
                                .map(some -> some.day("trained_from"))
                                .orElse(day),
                        value.map(ValueFields::read),
                        clusters.map(ClusterFields::read),
                        churn.map(ChurnFields::read));
        return new ModelFile(fields.text("currency"), models);
    }
}
