package io.clientele.quickstart.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Grafana expects of a dashboard's JSON, and what a reader expects of a panel. */
class DashboardRulesTest {

    private static final int COLUMNS = 24;

    /** At 1,280 pixels a column is about 50 wide: enough for a figure, and for a chart. */
    private static final Map<String, Integer> LEAST_WIDTH =
            Map.of("stat", 4, "bargauge", 6, "table", 10, "timeseries", 8);

    private static final Set<String> UNITS =
            Set.of("locale", "short", "percentunit", "ms", "dateTimeFromNow");

    private static final Set<String> FOUND_BY_GRAFANA =
            Set.of(
                    "timeFilter",
                    "__interval",
                    "col",
                    "tag_group",
                    "tag_reason",
                    "tag_event",
                    "tag_cluster",
                    "tag_band",
                    "tag_model",
                    "tag_severity",
                    "tag_rule");

    private static final List<String> TOLD_ONCE_A_DAY =
            List.of("segments", "vips", "value", "clustering", "clusters", "risk", "churn");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

    private static final Pattern COLUMN = Pattern.compile(" AS \"([^\"]+)\"");

    static List<Dashboard> dashboards() throws IOException {
        return Dashboard.all();
    }

    @Test
    void there_are_four_dashboards_with_identifiers_of_their_own() throws IOException {
        assertThat(dashboards())
                .extracting(Dashboard::uid)
                .containsExactlyInAnyOrder(
                        "clientele-business",
                        "clientele-data-quality",
                        "clientele-models",
                        "clientele-alerts");
        assertThat(dashboards())
                .extracting(dashboard -> dashboard.json().path("title").asText())
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void a_dashboard_is_one_that_grafana_11_and_later_load(Dashboard dashboard) {
        JsonNode json = dashboard.json();

        assertThat(json.path("schemaVersion").asInt()).isEqualTo(39);
        assertThat(json.path("uid").asText()).matches("[a-zA-Z0-9_-]{1,40}");
        assertThat(json.get("id").isNull()).as("an id belongs to one database").isTrue();
        assertThat(json.has("__inputs")).as("inputs stop provisioning").isFalse();
        assertThat(json.path("description").asText()).isNotBlank();
        assertThat(json.path("time").path("from").asText()).isEqualTo("now-6h");
        assertThat(json.path("time").path("to").asText()).isEqualTo("now");
        assertThat(json.path("refresh").asText()).isEqualTo("1m");
        assertThat(json.path("tags")).extracting(JsonNode::asText).contains("clientele");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_have_identifiers_of_their_own_and_are_of_known_types(Dashboard dashboard) {
        Set<Integer> identifiers = new HashSet<>();
        for (JsonNode panel : dashboard.panels()) {
            assertThat(panel.path("id").asInt()).isPositive();
            assertThat(identifiers.add(panel.path("id").asInt())).as("id of " + panel).isTrue();
            assertThat(LEAST_WIDTH).containsKey(panel.path("type").asText());
            assertThat(panel.path("pluginVersion").asText()).isEqualTo("11.0.0");
        }
        assertThat(identifiers).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_lie_on_the_grid_side_by_side_and_are_wide_enough(Dashboard dashboard) {
        Map<List<Integer>, String> taken = new HashMap<>();
        for (JsonNode panel : dashboard.panels()) {
            String title = panel.path("title").asText();
            JsonNode place = panel.path("gridPos");
            int x = place.path("x").asInt(-1);
            int y = place.path("y").asInt(-1);
            int width = place.path("w").asInt();
            int height = place.path("h").asInt();
            assertThat(x).as(title).isNotNegative();
            assertThat(y).as(title).isNotNegative();
            assertThat(x + width).as(title).isLessThanOrEqualTo(COLUMNS);
            assertThat(width)
                    .as(title)
                    .isGreaterThanOrEqualTo(LEAST_WIDTH.get(panel.path("type").asText()));
            assertThat(height).as(title).isGreaterThanOrEqualTo(4);
            for (int column = x; column < x + width; column++) {
                for (int row = y; row < y + height; row++) {
                    assertThat(taken.put(List.of(column, row), title)).as(title).isNull();
                }
            }
        }
        int rows = taken.keySet().stream().mapToInt(cell -> cell.get(1)).max().orElseThrow() + 1;
        assertThat(taken).as("a grid without holes").hasSize(rows * COLUMNS);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void every_panel_says_what_it_shows_in_which_unit(Dashboard dashboard) {
        for (JsonNode panel : dashboard.panels()) {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(panel.path("description").asText()).as(title).endsWith(".");
            assertThat(UNITS).as(title).contains(panel.at("/fieldConfig/defaults/unit").asText());
            boolean money = panel.path("targets").toString().contains("$minor_units");
            assertThat(title.contains("$currency") || panel.toString().contains("$currency"))
                    .as(title + " names the currency where it shows money")
                    .isEqualTo(money);
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void every_panel_and_target_asks_the_source_that_was_chosen(Dashboard dashboard) {
        for (JsonNode panel : dashboard.panels()) {
            String title = panel.path("title").asText();
            assertThatIsChosen(title, panel.path("datasource"));
            assertThat(panel.path("targets")).as(title).isNotEmpty();
            Set<String> letters = new HashSet<>();
            for (JsonNode target : panel.path("targets")) {
                assertThatIsChosen(title, target.path("datasource"));
                assertThat(letters.add(target.path("refId").asText())).as(title).isTrue();
                assertThat(target.path("rawQuery").asBoolean()).as(title).isTrue();
                assertThat(target.path("resultFormat").asText())
                        .as(title)
                        .isEqualTo(
                                panel.path("type").asText().equals("table")
                                        ? "table"
                                        : "time_series");
            }
        }
        for (JsonNode annotation : dashboard.json().path("annotations").path("list")) {
            assertThat(annotation.path("datasource").path("uid").asText()).isNotBlank();
        }
    }

    private static void assertThatIsChosen(String title, JsonNode source) {
        assertThat(source.path("type").asText()).as(title).isEqualTo("influxdb");
        assertThat(source.path("uid").asText()).as(title).isEqualTo("${datasource}");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void the_source_is_a_variable_and_every_variable_is_used_and_known(Dashboard dashboard) {
        Set<String> known = new HashSet<>();
        for (JsonNode variable : dashboard.variables()) {
            String name = variable.path("name").asText();
            assertThat(known.add(name)).as(name).isTrue();
            assertThat(variable.path("label").asText()).as(name).isNotBlank();
            assertThat(variable.path("description").asText()).as(name).isNotBlank();
            assertThat(variable.path("hide").asInt()).as(name).isZero();
            if (name.equals("datasource")) {
                assertThat(variable.path("type").asText()).isEqualTo("datasource");
                assertThat(variable.path("query").asText()).isEqualTo("influxdb");
                assertThat(variable.path("current")).as("no source of ours").isEmpty();
            } else {
                String value = variable.path("current").path("value").asText();
                assertThat(variable.path("options"))
                        .filteredOn(option -> option.path("selected").asBoolean())
                        .extracting(option -> option.path("value").asText())
                        .containsExactly(value);
                assertThat(variable.path("options"))
                        .extracting(option -> option.path("value").asText())
                        .containsExactly(variable.path("query").asText().split(","));
            }
        }
        Set<String> used = new HashSet<>();
        Matcher variable = VARIABLE.matcher(dashboard.json().path("panels").toString());
        while (variable.find()) {
            used.add(variable.group(1));
        }
        used.removeAll(FOUND_BY_GRAFANA);
        assertThat(used).isEqualTo(known);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void every_query_keeps_to_the_time_and_every_row_to_the_shops_clocks(Dashboard dashboard) {
        for (JsonNode panel : dashboard.panels()) {
            for (JsonNode target : panel.path("targets")) {
                String query = target.path("query").asText();
                assertThat(query).contains("$timeFilter");
                boolean rows = query.contains("GROUP BY time(");
                assertThat(query.contains("tz('$zone')")).as(query).isEqualTo(rows);
                assertThat(query.contains("fill(")).as(query).isEqualTo(rows);
                assertThat(panel.has("interval"))
                        .as("a bar is no shorter than a window: " + query)
                        .isEqualTo(query.contains("$__interval"));
                // Grafana asks again after a choice only for variables that stand in the target.
                if (panel.path("interval").asText().equals("$window")) {
                    assertThat(target.path("interval").asText()).as(query).isEqualTo("$window");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void what_is_told_once_a_day_is_looked_for_in_more_than_the_last_hours(Dashboard dashboard) {
        for (JsonNode panel : dashboard.panels()) {
            String queries = panel.path("targets").toString();
            boolean daily =
                    TOLD_ONCE_A_DAY.stream()
                            .anyMatch(name -> queries.contains("FROM \\\"" + name + "\\\""));
            if (daily || queries.contains("time(1d)")) {
                assertThat(Dashboard.millis(panel.path("timeFrom").asText("0s")))
                        .as(panel.path("title").asText())
                        .isGreaterThanOrEqualTo(Dashboard.millis("30d"));
            }
        }
    }

    @Test
    void the_business_overview_marks_when_severe_alerts_came() throws IOException {
        Dashboard business =
                dashboards().stream()
                        .filter(dashboard -> dashboard.uid().equals("clientele-business"))
                        .findAny()
                        .orElseThrow();
        assertThat(business.annotations())
                .singleElement()
                .satisfies(
                        annotation -> {
                            assertThatIsChosen("annotation", annotation.path("datasource"));
                            assertThat(annotation.path("enable").asBoolean()).isTrue();
                            JsonNode target = annotation.path("target");
                            assertThat(target.path("fromAnnotation").asBoolean()).isTrue();
                            assertThat(target.path("query").asText()).contains("$timeFilter");
                            assertThat(target.path("textColumn").asText()).isEqualTo("rule");
                            assertThat(target.path("tagsColumn").asText()).isEqualTo("severity");
                        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void overrides_name_columns_that_there_are(Dashboard dashboard) {
        for (JsonNode panel : dashboard.panels()) {
            List<String> columns = new ArrayList<>();
            for (JsonNode target : panel.path("targets")) {
                Matcher column = COLUMN.matcher(target.path("query").asText());
                while (column.find()) {
                    columns.add(column.group(1));
                }
            }
            panel.path("transformations")
                    .forEach(
                            transformation ->
                                    transformation
                                            .at("/options/renameByName")
                                            .forEach(name -> columns.add(name.asText())));
            for (JsonNode override : panel.at("/fieldConfig/overrides")) {
                assertThat(override.at("/matcher/id").asText()).isEqualTo("byName");
                assertThat(columns).contains(override.at("/matcher/options").asText());
            }
        }
    }
}
