package io.clientele.quickstart.format;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.event.Refusal.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of orders as shops export them. */
class TableFileTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @TempDir private Path folder;

    private record Content(
            List<FileRecord> records, Map<String, Long> counts, TableMapping mapping) {
        JsonNode json(int index) throws IOException {
            return JSON.readTree(records.get(index).value());
        }

        /** Each event in one line. */
        List<String> events() throws IOException {
            List<String> events = new ArrayList<>();
            for (int index = 0; index < records.size(); index++) {
                if (records.get(index).refusal().isEmpty()) {
                    JsonNode json = json(index);
                    events.add(
                            String.join(
                                    " ",
                                    json.path("event").asText().substring(6),
                                    json.path("userId").asText("-"),
                                    json.path("timestamp").asText(),
                                    json.at("/properties/order_id").asText(),
                                    json.at("/properties/total")
                                            .decimalValue()
                                            .stripTrailingZeros()
                                            .toPlainString(),
                                    json.at("/properties/currency").asText("-")));
                }
            }
            return events;
        }

        List<String> refusals() {
            return records.stream()
                    .filter(record -> record.refusal().isPresent())
                    .map(
                            record ->
                                    "%d %s %s"
                                            .formatted(
                                                    record.position(),
                                                    record.refusal().orElseThrow().field(),
                                                    record.refusal().orElseThrow().message()))
                    .toList();
        }
    }

    /** What a user says, said in the tests. */
    private static final class Said {
        private TableRequest request = TableRequest.EMPTY;

        static Said map(String columns) {
            Said said = new Said();
            said.request = request(TableFormat.CSV, TableRequest.columns(columns));
            return said;
        }

        static Said json(String columns) {
            Said said = new Said();
            said.request = request(TableFormat.JSON_LINES, TableRequest.columns(columns));
            return said;
        }

        private static TableRequest request(TableFormat format, List<TableRequest.Choice> columns) {
            TableRequest none = TableRequest.EMPTY;
            return new TableRequest(
                    Optional.of(format),
                    columns,
                    none.refundWhen(),
                    none.leaveOutWhen(),
                    none.timeFormat(),
                    none.zone(),
                    none.separator(),
                    none.encoding(),
                    none.decimal(),
                    none.amountsIn(),
                    none.header());
        }

        /** One more setting, as a mapping file has it. */
        Said with(Path folder, String yaml) throws IOException {
            Path file = Files.writeString(folder.resolve("said.yaml"), yaml);
            request = request.over(MappingFile.read(file.toString()));
            return this;
        }
    }

    private Content read(Said said, byte[] bytes) throws IOException {
        Path path = folder.resolve("orders.csv");
        Files.write(path, bytes);
        return read(said.request, path);
    }

    private static Content read(TableRequest request, Path path) throws IOException {
        TableMapping mapping = request.resolve(path);
        List<FileRecord> records = new ArrayList<>();
        try (EventFile file = EventFile.open(mapping, path)) {
            file.forEachRemaining(records::add);
            return new Content(records, file.counts(), mapping);
        }
    }

    private Content read(Said said, String text) throws IOException {
        return read(said, text.getBytes(UTF_8));
    }

    private Content shipped(String mapping, String sample) throws IOException {
        Path path = folder.resolve(sample);
        try (var in = TableFileTest.class.getResourceAsStream("/samples/" + sample)) {
            Files.write(path, in.readAllBytes());
        }
        return read(MappingFile.read(mapping), path);
    }

    @Test
    void a_german_spreadsheet_is_read_as_it_is() throws IOException {
        String text =
                """
                Bericht vom 01.04.2024

                Bestell-Nr;Kunde, Nr.;Datum;Uhrzeit;Menge;Einzelpreis (€);Artikel;Notiz
                1001;K1;01.03.2024;10:15;2;1.249,50 €;Müller-Tasse;"zwei
                Zeilen; mit ""Quotes\"""
                1002;K2;02.03.2024;11:00;1;12,505 €;Glas;
                1001;K1;01.03.2024;10:14;3;0,335 €;Löffel;
                """;
        Said said =
                Said.map(
                                "customer=\"Kunde, Nr.\",order=bestell-nr,time=Datum,clock=Uhrzeit,"
                                        + "price=Einzelpreis (€),quantity=Menge,name=Artikel")
                        .with(folder, "zone: Europe/Berlin");
        Content content =
                read(said, text.replace("\n", "\r\n").getBytes(Charset.forName("cp1252")));
        assertThat(content.events())
                .containsExactly(
                        "Completed K1 2024-03-01T09:14:00Z 1001 2500.005 EUR",
                        "Completed K2 2024-03-02T10:00:00Z 1002 12.505 EUR");
        assertThat(content.json(0).at("/properties/products"))
                .hasToString(
                        "[{\"name\":\"Müller-Tasse\",\"price\":1249.5,\"quantity\":2},"
                                + "{\"name\":\"Löffel\",\"price\":0.335,\"quantity\":3}]");
    }

    @Test
    void the_same_orders_in_every_dress_are_the_same_events() throws IOException {
        List<String> expected =
                List.of(
                        "Completed a 2024-03-14T09:26:53Z 1 1234.5 -",
                        "Completed b 2024-03-15T00:00:00Z 2 12.05 -",
                        "Refunded a 2024-03-16T00:00:00Z 3 7 -");
        Map<String, byte[]> dresses =
                Map.of(
                        "comma, ISO",
                        "no,who,when,what\n1,a,2024-03-14T09:26:53Z,1234.50\n2,b,2024-03-15,12.05\n3,a,2024-03-16,-7.0\n"
                                .getBytes(UTF_8),
                        "BOM, semicolon, decimal comma, dotted dates",
                        "\uFEFFno;who;when;what\n1;a;14.03.2024 09:26:53;1.234,50\n2;b;15.3.24;12,05\n3;a;16.03.2024;-7,00\n"
                                .getBytes(UTF_8),
                        "UTF-16 with tabs, as Unicode text",
                        "\uFEFFno\twho\twhen\twhat\r\n1\ta\t2024/03/14 09:26:53\t1 234,50\r\n2\tb\t2024/03/15\t12,05\r\n3\ta\t2024/03/16\t7,00-\r\n"
                                .getBytes(UTF_16LE),
                        "pipe, American dates and groups, parentheses",
                        "no|who|when|what\n1|a|3/14/2024 9:26:53 AM|1,234.50\n2|b|3/15/2024|12.05\n3|a|3/16/2024|(7.00)\n"
                                .getBytes(UTF_8),
                        "quotes, names of months, apostrophes",
                        "\"no\", \"who\", \"when\", \"what\"\r\"1\", \"a\", \"Mar 14, 2024 09:26:53\", \"1'234.50\"\r\"2\", \"b\", \"15 Mar 2024\", \"12.05\"\r\"3\", \"a\", \"16. März 2024\", \"-7.0\"\r"
                                .getBytes(UTF_8),
                        "seconds and milliseconds",
                        "sep=;\nno;who;when;what\n1;a;1710408413;1234.5\n2;b;1710460800000;12.05\n3;a;1710547200.000;−7\n"
                                .getBytes(UTF_8));
        for (Map.Entry<String, byte[]> dress : dresses.entrySet()) {
            Content content =
                    read(
                            Said.map("customer=who,order=no,time=when,amount=what")
                                    .with(folder, "refund-when: amount<0"),
                            dress.getValue());
            assertThat(content.events()).as(dress.getKey()).isEqualTo(expected);
            assertThat(content.refusals()).as(dress.getKey()).isEmpty();
        }
    }

    @Test
    void without_an_order_column_every_row_is_an_order_with_an_id_from_its_line()
            throws IOException {
        Content content =
                read(
                        Said.map("customer=c,time=t,amount=a"),
                        "c,t,a\nx,2024-01-01,5\nx,2024-01-01,5\n,2024-01-02,5\n");
        assertThat(content.events())
                .containsExactly(
                        "Completed x 2024-01-01T00:00:00Z orders.csv:2 5 -",
                        "Completed x 2024-01-01T00:00:00Z orders.csv:3 5 -",
                        "Completed - 2024-01-02T00:00:00Z orders.csv:4 5 -");
        assertThat(content.json(0).path("messageId"))
                .isNotEqualTo(content.json(1).path("messageId"));
        assertThat(content.json(2).path("anonymousId").asText()).isEqualTo("order-orders.csv:4");
    }

    @Test
    void a_refund_of_an_order_is_an_event_of_its_own_on_each_day() throws IOException {
        Content content =
                read(
                        Said.map("customer=c,order=o,time=t,amount=a")
                                .with(folder, "refund-when: s=Returned|chargeback"),
                        """
                        o,c,t,a,s
                        7,x,2024-01-01,100,paid
                        7,x,2024-01-05,-10,returned
                        7,x,2024-01-05,-5,returned
                        7,x,2024-01-09,20,CHARGEBACK
                        C8,x,2024-01-10,3,returned
                        """);
        assertThat(content.events())
                .containsExactly(
                        "Completed x 2024-01-01T00:00:00Z 7 100 -",
                        "Refunded x 2024-01-05T00:00:00Z 7 15 -",
                        "Refunded x 2024-01-09T00:00:00Z 7 20 -",
                        "Refunded x 2024-01-10T00:00:00Z C8 3 -");
        assertThat(content.counts()).containsEntry("orders", 1L).containsEntry("refunds", 3L);
    }

    @Test
    void a_discount_line_lessens_its_order_and_an_order_below_zero_is_a_refund()
            throws IOException {
        Content content =
                read(
                        Said.map("customer=c,order=o,time=t,price=p,quantity=q"),
                        """
                        o,c,t,p,q
                        1,x,2024-01-01,10.00,2
                        1,x,2024-01-01,-2.50,1
                        2,x,2024-01-02,4.00,-1
                        """);
        assertThat(content.events())
                .containsExactly(
                        "Completed x 2024-01-01T00:00:00Z 1 17.5 -",
                        "Refunded x 2024-01-02T00:00:00Z 2 4 -");
        assertThat(content.json(0).at("/properties/products/0").has("price")).isFalse();
        assertThat(content.counts()).containsEntry("refunds_for_an_amount_below_zero", 1L);
    }

    @Test
    void rows_that_cannot_be_read_are_refused_with_their_line_and_rows_left_out_are_counted()
            throws IOException {
        Content content =
                read(
                        Said.map("customer=c,order=o,time=t,amount=a,currency=w")
                                .with(folder, "leave-out-when: [s=draft, 'a>=1000']"),
                        """
                        o,c,t,a,s,w
                        1,x,2024-02-30,1,paid,EUR
                        2,x,2024-02-03,one,paid,EUR
                        3,x,,1,paid,EUR
                        ,x,2024-02-03,1,paid,EUR
                        5,x,2024-02-03,1
                        6,x,2024-02-03,1,draft,EUR
                        7,x,2024-02-03,1000,paid,EUR
                        8,x,2024-02-03,1,"paid,EUR
                        9,x,2024-02-03,1,paid,EUR
                        9,x,2024-02-03,1,paid,USD
                        """);
        assertThat(content.events()).containsExactly("Completed x 2024-02-03T00:00:00Z 9 1 EUR");
        assertThat(content.refusals())
                .containsExactly(
                        "2 t \"2024-02-30\", expected a time such as 2024-03-31 14:05 or 31/3/2024"
                                + " 14:05",
                        "3 a \"one\", expected a number such as 1,234.50",
                        "5 o empty, expected an order's number",
                        "6  the row has 4 fields, expected 6",
                        "9  a quote is not closed, or text follows where it is; expected CSV",
                        "11 w \"USD\", expected EUR as in line 10 of the same order",
                        "4 t empty in every row of order 3, expected a time");
        assertThat(content.counts())
                .containsEntry("lines_read", 10L)
                .containsEntry("left_out: s=draft", 1L)
                .containsEntry("left_out: a>=1000", 1L)
                .containsEntry("wrong_lines", 7L)
                .containsEntry("records", 8L);
    }

    @Test
    void everything_that_does_not_fit_is_said_at_once_with_the_columns_found() throws IOException {
        Path path = Files.writeString(folder.resolve("shop.csv"), "Kunde;Datum;Betrag\nx;y;z\n");
        TableRequest request =
                Said.map("customer=Kunden,tiem=Datum,amount=Betrag,price=Betrag")
                        .with(folder, "{refund-when: Status=x, separator: none, decimal: '!'}")
                        .request;
        assertThatThrownBy(() -> request.resolve(path))
                .isInstanceOf(MappingException.class)
                .hasMessage(
                        """
                        shop.csv: 8 things are wrong
                          tiem: no role of that name, did you mean "time"?; roles are customer, order, time, clock, amount, total, price, quantity, refunded, currency, product, name, category
                          time: not given, expected a column: --map time=COLUMN
                          amount and price: given together, expected one of them
                          separator: "none", expected one character, or comma, semicolon, tab or pipe
                          customer: no column "Kunden", did you mean "Kunde"?
                          amount and price: both are column "Betrag", expected a column for each
                          refund-when: no column "Status"
                          decimal: "!", expected . or ,
                          columns found: Kunde | Datum | Betrag\
                        """);
    }

    @Test
    void a_column_that_stands_twice_is_told_by_its_number() throws IOException {
        String text = "Name,Day,Total,Name\na,2024-01-01,1,b\n";
        assertThatThrownBy(() -> read(Said.map("customer=Name,time=Day,amount=Total"), text))
                .hasMessageContaining(
                        "customer: column \"Name\" stands in the header more than once, at #1 and #4; say which, such as customer=#1");
        assertThat(read(Said.map("customer=#4,time=Day,amount=Total"), text).events())
                .containsExactly("Completed b 2024-01-01T00:00:00Z orders.csv:2 1 -");
    }

    @Test
    void a_table_without_header_is_mapped_by_numbers() throws IOException {
        Content content =
                read(
                        Said.map("customer=#1,time=#2,amount=#3").with(folder, "header: false"),
                        "x;01/02/2024;1,5\ny;13/02/2024;2,5\n");
        assertThat(content.events())
                .containsExactly(
                        "Completed x 2024-02-01T00:00:00Z orders.csv:1 1.5 -",
                        "Completed y 2024-02-13T00:00:00Z orders.csv:2 2.5 -");
    }

    @Test
    void what_may_be_read_in_two_ways_is_asked_for_and_never_guessed() throws IOException {
        Said said = Said.map("customer=c,time=t,amount=a");
        assertThatThrownBy(() -> read(said, "c,t,a\nx,03/04/2024,1.250\ny,05/06/2024,3.500\n"))
                .hasMessageContaining("decimal: column \"a\" may be read with a decimal point or a")
                .hasMessageContaining("time-format: column \"t\" may have the day first or the");
        Said told = said.with(folder, "{decimal: ',', time-format: month-first}");
        assertThat(read(told, "c,t,a\nx,03/04/2024,1.250\ny,05/06/2024,3.500\n").events())
                .containsExactly(
                        "Completed x 2024-03-04T00:00:00Z orders.csv:2 1250 -",
                        "Completed y 2024-05-06T00:00:00Z orders.csv:3 3500 -");
    }

    @Test
    void json_lines_are_mapped_by_paths_and_an_arrays_elements_are_the_lines_of_an_order()
            throws IOException {
        Content content =
                read(
                        Said.json(
                                "customer=customer.id,order=id,time=created,price=items[].price,"
                                        + "quantity=items[].qty,product=items[].sku,currency=cur"),
                        """
                        {"id":1,"customer":{"id":17850.0},"created":"2024-01-01T10:00:00+02:00","cur":"eur","items":[{"price":1.234,"qty":2,"sku":"a"},{"price":"0.50","qty":1,"sku":"b"}]}

                        {"id":2,"customer":null,"created":1704067200,"cur":"EUR","items":[{"price":3,"qty":1}]}
                        no json
                        {"id":3,"customer":{"id":"x"},"created":"2024-01-02T00:00:00Z","items":[]}
                        """);
        assertThat(content.events())
                .containsExactly(
                        "Completed - 2024-01-01T00:00:00Z 2 3 EUR",
                        "Completed 17850 2024-01-01T08:00:00Z 1 2.968 EUR");
        assertThat(content.refusals())
                .containsExactly(
                        "4  the line is not one JSON object",
                        "5 items[].price empty, expected a number");
    }

    @Test
    void a_compressed_table_is_read_alike() throws IOException {
        Path path = folder.resolve("orders.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write("c,t,a\nx,2024-01-01,1\n".getBytes(UTF_8));
        }
        Content content = read(Said.map("customer=c,time=t,amount=a").request, path);
        assertThat(content.events())
                .containsExactly("Completed x 2024-01-01T00:00:00Z orders.csv.gz:2 1 -");
    }

    @Test
    void a_sign_beside_an_amount_is_its_currency_unless_the_user_says_another() throws IOException {
        String text = "c,t,a\nx,2024-01-01,$5\ny,2024-01-02,£6\nz,2024-01-03,7\n";
        assertThat(read(Said.map("customer=c,time=t,amount=a"), text).events())
                .extracting(event -> event.substring(event.length() - 3))
                .containsExactly("USD", "GBP", "7 -");
        assertThat(
                        read(
                                        Said.map("customer=c,time=t,amount=a")
                                                .with(folder, "amounts-in: CAD"),
                                        text)
                                .events())
                .allMatch(event -> event.endsWith(" CAD"));
    }

    @Test
    void a_mapping_file_names_every_key_that_is_wrong() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("wrong.yaml"),
                        "{format: xls, colums: {a: b}, zone: Mars, header: maybe, decimal: [a, b]}");
        assertThatThrownBy(() -> MappingFile.read(file.toString()))
                .hasMessageContaining("5 things are wrong")
                .hasMessageContaining("colums: no key of that name, expected amounts-in, columns,")
                .hasMessageContaining("format: \"xls\", expected csv or json-lines")
                .hasMessageContaining("zone: \"Mars\", expected a time zone such as Europe/London")
                .hasMessageContaining("header: \"maybe\", expected true or false")
                .hasMessageContaining("decimal: a list, expected one value");
        assertThatThrownBy(() -> MappingFile.read("shopfiy"))
                .hasMessage(
                        "--mapping: \"shopfiy\", expected a file that can be read, or one of"
                                + " woocommerce, shopify, orders");
    }

    @Test
    void the_shipped_mappings_read_exports_of_their_shops() throws IOException {
        Content shopify = shipped("shopify", "shopify-orders.csv");
        assertThat(shopify.refusals()).isEmpty();
        assertThat(shopify.events())
                .containsExactly(
                        "Completed anna@example.com 2024-03-01T15:00:03Z #1001 60 EUR",
                        "Refunded anna@example.com 2024-03-01T15:00:03Z #1001 12.5 EUR",
                        "Completed ben@example.com 2024-03-02T08:30:00Z #1002 20 EUR");
        assertThat(shopify.counts())
                .containsEntry("left_out: Financial Status=voided|pending|expired", 1L);
        Content woocommerce = shipped("woocommerce", "woocommerce-orders.csv");
        assertThat(woocommerce.refusals()).isEmpty();
        assertThat(woocommerce.events())
                .containsExactly(
                        "Completed anna@example.com 2024-03-01T10:12:33Z 501 49.9 EUR",
                        "Completed ben@example.com 2024-03-02T11:00:00Z 502 15 EUR",
                        "Refunded ben@example.com 2024-03-02T11:00:00Z 502 15 EUR");
        Content orders = shipped("orders", "orders.csv");
        assertThat(orders.refusals()).isEmpty();
        assertThat(orders.events())
                .containsExactly(
                        "Completed 17 2024-03-01T00:00:00Z A-1 19.99 -",
                        "Completed 18 2024-03-02T00:00:00Z A-2 5 -",
                        "Refunded 17 2024-03-03T00:00:00Z A-1 4 -");
    }

    @Test
    void online_retail_by_a_mapping_gives_the_published_sums() throws IOException {
        TableRequest request =
                Said.map(
                                "customer=CustomerID,order=InvoiceNo,time=InvoiceDate,"
                                        + "price=UnitPrice,quantity=Quantity,product=StockCode")
                        .with(folder, "{refund-when: InvoiceNo=C*, leave-out-when: [UnitPrice<=0]}")
                        .request;
        Content content =
                read(request, PublishedFiles.require("online-retail/online_retail.csv.xz"));
        long gross = 0;
        long refunds = 0;
        for (int index = 0; index < content.records().size(); index++) {
            JsonNode event = content.json(index);
            if (event.has("userId")) {
                long pence =
                        event.at("/properties/total")
                                .decimalValue()
                                .movePointRight(2)
                                .setScale(0, RoundingMode.HALF_EVEN)
                                .longValueExact();
                if (event.path("event").asText().equals("Order Refunded")) {
                    refunds += pence;
                } else {
                    gross += pence;
                }
            }
        }
        assertThat(content.refusals()).isEmpty();
        assertThat(gross).isEqualTo(891_140_790);
        assertThat(refunds).isEqualTo(61_134_209);
    }

    @Test
    void a_preview_says_how_rows_are_understood() throws IOException {
        String text = "no;who;when;what\n1;a;14.03.2024 09:26;1.234,50 €\n2;;x;1\n";
        Content content = read(Said.map("customer=who,order=no,time=when,amount=what"), text);
        assertThat(TablePreview.of(content.mapping(), folder.resolve("orders.csv"), 20))
                .isEqualTo(
                        """
                        format    csv, separated by ";", header in row 1, encoding UTF-8 (else Windows-1252)
                        customer  column "who"
                        order     column "no"
                        time      column "when", day-first, without a zone of their own in UTC
                        amount    column "what", decimal ,

                        line  is     order  customer  time (UTC)            amount   currency  product
                        2     order  1      a         2024-03-14T09:26:00Z  1234.50  EUR
                        3     refused: when: "x", expected a time such as 2024-03-31 14:05 or 31/3/2024 14:05
                        """);
        assertThat(content.records().get(0).refusal().orElseThrow().reason())
                .isEqualTo(Reason.INVALID_TIMESTAMP);
        assertThat(content.mapping().zone()).isEqualTo(ZoneId.of("UTC"));
    }
}
