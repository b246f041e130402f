package io.clientele.analytics.simulate.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.clientele.analytics.simulate.AnomalyKind;
import io.clientele.analytics.simulate.AnomalySettings;
import io.clientele.analytics.simulate.FraudKind;
import io.clientele.analytics.simulate.FraudSettings;
import io.clientele.analytics.simulate.SimulatorSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruthJsonTest {
    private static final Run RUN = Run.of(settings(), 60_000);

    private static SimulatorSettings settings() {
        return SimulatorSettings.of(800, -4)
                .planting(
                        new FraudSettings(0.01, EnumSet.allOf(FraudKind.class)),
                        new AnomalySettings(EnumSet.allOf(AnomalyKind.class), 7));
    }

    private static String line(TruthRecord record) {
        return new String(TruthJson.write(record), StandardCharsets.UTF_8);
    }

    @Test
    void every_line_is_as_the_schema_says() throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(
                                Files.readString(
                                        Path.of(System.getProperty("basedir", "."))
                                                .resolve("../docs/schemas/truth.schema.json")),
                                SchemaValidatorsConfig.builder()
                                        .formatAssertionsEnabled(true)
                                        .build());
        for (Class<? extends TruthRecord> kind :
                List.of(
                        RunTruth.class,
                        CustomerTruth.class,
                        FraudTruth.class,
                        AnomalyTruth.class)) {
            assertThat(RUN.truth(kind)).isNotEmpty();
        }
        for (TruthRecord record : RUN.truth()) {
            assertThat(schema.validate(Run.json(TruthJson.write(record))))
                    .as(line(record))
                    .isEmpty();
        }
        String alive = line(RUN.truth(CustomerTruth.class).get(0));
        for (String wrong :
                List.of(
                        alive.replace("\"alive\"", "\"living\""),
                        alive.replace("\"lambda\":", "\"lambda\":-"),
                        alive.replace("\"customer\"", "\"guest\""),
                        alive.replace("\"schema\":1", "\"schema\":2"))) {
            assertThat(schema.validate(Run.json(wrong.getBytes(StandardCharsets.UTF_8))))
                    .as(wrong)
                    .isNotEmpty();
        }
    }

    @Test
    void the_settings_come_first_and_the_same_run_gives_the_same_bytes() {
        assertThat(RUN.truth().get(0)).isInstanceOf(RunTruth.class);
        List<String> again =
                Run.of(settings(), 60_000).truth().stream().map(TruthJsonTest::line).toList();
        assertThat(again).isEqualTo(RUN.truth().stream().map(TruthJsonTest::line).toList());
    }

    @Test
    void what_is_written_is_read_again() {
        for (TruthRecord record : RUN.truth()) {
            assertThat(TruthReader.read(line(record))).isEqualTo(record);
        }
        SimulatorSettings usual = settings();
        SimulatorSettings forever =
                new SimulatorSettings(
                        3,
                        1,
                        usual.startMillis(),
                        "EUR",
                        0,
                        1,
                        SimulatorSettings.NEVER,
                        12,
                        usual.purchase(),
                        usual.spend(),
                        usual.visits());
        RunTruth run = new RunTruth(forever, 0, SimulatorSettings.DEFAULT_START);
        assertThat(TruthReader.read(line(run))).isEqualTo(run);
    }

    @Test
    void what_is_wrong_is_named_with_its_value_and_what_was_expected() {
        String customer = line(RUN.truth(CustomerTruth.class).get(0));
        String run = line(RUN.truth(RunTruth.class).get(0));
        assertThatThrownBy(() -> TruthReader.read("{")).hasMessageStartingWith("truth: not JSON: ");
        assertThatThrownBy(() -> TruthReader.read("[]"))
                .hasMessage("truth: ARRAY, expected a JSON object");
        assertThatThrownBy(() -> TruthReader.read(customer.replace("schema\":1", "schema\":2")))
                .hasMessage("schema: 2, expected 1");
        assertThatThrownBy(() -> TruthReader.read(customer.replace("\"customer\"", "\"guest\"")))
                .hasMessage("kind: \"guest\", expected settings, customer, fraud or anomaly");
        assertThatThrownBy(() -> TruthReader.read(customer.replace("lambda", "Lambda")))
                .hasMessage("lambda: missing, expected a number");
        assertThatThrownBy(() -> TruthReader.read(run.replace("\"gamma\"", "\"Gamma\"")))
                .hasMessage("gamma_gamma.gamma: missing, expected a number");
        assertThatThrownBy(() -> TruthReader.read(run.replace("bad_price", "good_price")))
                .hasMessageContaining("expected one of outage, flash_sale, bad_price, refund_wave");
    }
}
