package io.clientele.quickstart.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files by which Grafana takes in the dashboards and the source without a hand on it. */
class ProvisioningTest {

    @Test
    void the_dashboards_go_into_a_folder_of_their_own() throws IOException {
        Map<?, ?> provider = only("dashboards", "providers");

        assertThat(provider.get("type")).isEqualTo("file");
        assertThat(provider.get("folder")).isEqualTo("Clientele");
        assertThat(provider.get("allowUiUpdates")).isEqualTo(false);
        assertThat(provider.get("options"))
                .asInstanceOf(MAP)
                .containsOnlyKeys("path")
                .containsEntry("path", "/var/lib/grafana/dashboards/clientele");
    }

    @Test
    void the_source_is_asked_in_influxql_and_its_token_comes_from_a_file() throws IOException {
        Map<?, ?> source = only("datasources", "datasources");

        assertThat(source.get("type")).isEqualTo("influxdb");
        assertThat(source.get("access")).isEqualTo("proxy");
        assertThat(source.get("url")).isEqualTo("${CLIENTELE_INFLUX_URL}");
        assertThat(source.get("jsonData"))
                .asInstanceOf(MAP)
                .containsEntry("dbName", "${CLIENTELE_INFLUX_BUCKET}")
                .containsEntry("httpHeaderName1", "Authorization")
                .doesNotContainKey("version");
        assertThat(source.get("secureJsonData"))
                .isEqualTo(Map.of("httpHeaderValue1", "Token $__file{/run/clientele/token}"));
    }

    private static Map<?, ?> only(String kind, String list) throws IOException {
        Path file =
                Dashboard.FOLDER.resolve("provisioning").resolve(kind).resolve("clientele.yaml");
        Map<?, ?> content =
                (Map<?, ?>)
                        new Load(LoadSettings.builder().build())
                                .loadFromString(Files.readString(file));
        assertThat(content.get("apiVersion")).isEqualTo(1);
        List<?> entries = (List<?>) content.get(list);
        assertThat(entries).hasSize(1);
        return (Map<?, ?>) entries.get(0);
    }
}
