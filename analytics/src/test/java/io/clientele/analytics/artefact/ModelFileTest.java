package io.clientele.analytics.artefact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.model.ModelKind;
import io.clientele.analytics.model.Models;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {

    private static final Models MODELS = TrainedModels.newest();
    private static final ModelFile FILE = new ModelFile("GBP", MODELS);

    @Test
    void models_are_read_as_they_were_written_to_the_bit() {
        assertThat(MODELS.churn().orElseThrow().weights()).isNotEmpty();
        for (byte[] json : new byte[][] {FILE.json(), FILE.indentedJson()}) {
            ModelFile read = ModelFile.read(json);
            assertThat(read.models().value()).isEqualTo(MODELS.value());
            assertThat(read.models().clusters()).isEqualTo(MODELS.clusters());
            assertThat(read.models().churn()).isEqualTo(withoutChange(MODELS));
            assertThat(read.currency()).isEqualTo("GBP");
            assertThat(read.models().since()).isEqualTo(TrainedModels.FIRST_DAY);
        }
    }

    @Test
    void what_is_read_scores_customers_as_what_was_written() {
        Models read = ModelFile.read(FILE.json()).models();
        for (int orders = 1; orders < 6; orders++) {
            for (int silent = 0; silent < 20; silent += 3) {
                Standing customer = TrainedModels.customer(orders, silent);
                assertThat(read.insight("c", customer, MODELS.day()))
                        .isEqualTo(MODELS.insight("c", customer, MODELS.day()));
            }
        }
    }

    @Test
    void one_kind_alone_is_as_the_schema_says() throws Exception {
        var schema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(
                                new ObjectMapper()
                                        .readTree(
                                                Path.of("../docs/schemas/models.schema.json")
                                                        .toFile()));
        for (ModelKind kind : ModelKind.values()) {
            JsonNode json = new ObjectMapper().readTree(FILE.only(kind).json());
            assertThat(schema.validate(json)).isEmpty();
            assertThat(json.get(kind.label()).get("trained_from").textValue())
                    .isEqualTo("2011-01-26");
            assertThat(json.get(kind.label()).get("parent_version").longValue())
                    .isEqualTo(kind.version(MODELS).orElseThrow() - 1);
            assertThat(json).hasSize(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/schema | 2 | schema: 2, expected 1",
                "/day | \"today\" | day: \"today\", expected a day such as 2011-12-09",
                "/value/bgnbd/r | -1 | value.bgnbd.r: -1.0, expected a number greater than 0",
                "/value/bgnbd/r | \"1\" | value.bgnbd.r: \"1\", expected a number",
                "/value/gamma_gamma/q | 1 | value.gamma_gamma.q: 1.0, expected a number greater"
                        + " than 1",
                "/value/version | 0 | value.version: 0, expected a whole number of 1 or more",
                "/value/vip_bound | null | value.vip_bound: null, expected a whole number of 0 or"
                        + " more",
                "/value/family | \"pareto\" | value.family: \"pareto\", expected automatic, bgnbd"
                        + " or mbgnbd",
                "/clusters/k | 4 | clusters.ids: 3 values, expected 4",
                "/clusters/centroids/1 | [1] | clusters.centroids[1]: 1 values, expected 3",
                "/clusters/deviations/0 | -1 | clusters.deviations[0]: -1.0, expected 0 or more",
                "/clusters/features/0 | \"height\" | clusters.features: \"height\", expected one of"
                        + " [log_recency, log_frequency, log_monetary]",
                "/churn/champion | \"luck\" | churn.champion: \"luck\", expected regression or"
                        + " purchase_model",
                "/churn/weights/log_tenure | null | churn.weights.log_tenure: null, expected a"
                        + " number",
                "/churn/calibration/slope | 0 | churn.calibration.slope: 0.0, expected a number"
                        + " greater than 0",
                "/churn/settings/high_from | 2 | churn.settings.highFrom: 2.0, expected above 0, up"
                        + " to 1"
            })
    void what_is_wrong_is_named_with_its_value_and_what_was_expected(
            String field, String value, String message) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode json = mapper.readTree(FILE.json());
        int slash = field.lastIndexOf('/');
        JsonNode parent = json.at(field.substring(0, slash));
        String name = field.substring(slash + 1);
        if (parent instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
            object.set(name, mapper.readTree(value));
        } else {
            ((com.fasterxml.jackson.databind.node.ArrayNode) parent)
                    .set(Integer.parseInt(name), mapper.readTree(value));
        }
        byte[] bytes = mapper.writeValueAsBytes(json);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFile.read(bytes))
                .withMessage(message);
    }

    @Test
    void what_is_no_json_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFile.read("{\"schema\":1".getBytes(UTF_8)))
                .withMessageStartingWith("not JSON: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFile.read("[]".getBytes(UTF_8)))
                .withMessage("[], expected a JSON object");
    }

    /** Who was champion before is told in a figure, and is not part of the model. */
    private static Optional<ChurnModel> withoutChange(Models models) {
        return models.churn()
                .map(
                        churn ->
                                new ChurnModel(
                                        churn.version(),
                                        churn.day(),
                                        churn.settings(),
                                        churn.champion(),
                                        churn.learnt(),
                                        churn.standardisation(),
                                        churn.weights(),
                                        churn.calibration(),
                                        churn.purchaseCalibration(),
                                        churn.figures(),
                                        churn.purchaseFigures(),
                                        Optional.empty()));
    }
}
