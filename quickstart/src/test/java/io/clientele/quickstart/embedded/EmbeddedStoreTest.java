package io.clientele.quickstart.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.BadRequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedStoreTest {

    private static EmbeddedStore store;
    private static InfluxDBClient client;

    @BeforeAll
    static void start() throws Exception {
        store = EmbeddedStore.start(0);
        client =
                InfluxDBClientFactory.create(
                        InfluxDBClientOptions.builder()
                                .url(store.url().toString())
                                .org("shop")
                                .bucket("kpis")
                                .build());
        client.enableGzip();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        store.close();
    }

    @Test
    void a_point_that_is_written_again_replaces_itself() throws Exception {
        write("sales orders=1i,refund_rate=0.5 1323475199999");
        write("sales orders=2i,refund_rate=0.25 1323475199999");
        write("segments,group=NEW customers=3i 1323475199999");
        write("segments,group=NEW customers=4i 1323475199999");
        write("segments,group=AT_RISK customers=5i 1323475199999");

        Awaiting.until("three points", () -> store.points() == 3);
        Awaiting.until("the newer sales", () -> sum("orders", "sales").equals("2"));
        Awaiting.until("the newer segments", () -> sum("customers", "segments").equals("9"));
        assertThat(store.points("sales")).isEqualTo(1);
        assertThat(sum("refund_rate", "sales")).isEqualTo("0.25");
    }

    @Test
    void every_measurement_has_its_table_with_keys() throws Exception {
        List<String> tables = new ArrayList<>();
        store.rows("SELECT table_name FROM tables() WHERE dedup")
                .forEach(row -> tables.add(row.path(0).asText()));

        assertThat(tables)
                .containsExactlyInAnyOrder(
                        "sales",
                        "customers",
                        "segments",
                        "vips",
                        "value",
                        "clustering",
                        "clusters",
                        "churn",
                        "risk",
                        "alerts",
                        "events",
                        "dead_letters",
                        "pipeline");
    }

    @Test
    void a_fraction_in_a_whole_number_field_is_refused_with_the_line() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> write("sales orders=1.5 1323475199999"))
                .withMessageContaining("error in line 1")
                .withMessageContaining("orders");
    }

    @Test
    void a_query_that_is_wrong_is_refused_with_the_reason() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> store.points("nothing"))
                .withMessageContaining("table does not exist")
                .withMessageContaining("nothing");
    }

    @Test
    void a_busy_port_is_named() {
        int port = store.url().getPort();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> EmbeddedStore.start(port))
                .withMessage(
                        "port %d is in use, expected a free port for the store (QuestDB)", port);
    }

    private static void write(String line) {
        client.getWriteApiBlocking().writeRecords(WritePrecision.MS, List.of(line));
    }

    private static String sum(String column, String table) throws Exception {
        return store.rows("SELECT sum(\"%s\") FROM \"%s\"".formatted(column, table))
                .path(0)
                .path(0)
                .asText();
    }
}
