package io.clientele.quickstart.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clientele.analytics.event.Refusal.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class EventFileTest {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    @TempDir private Path folder;

    private record Content(List<FileRecord> records, Map<String, Long> counts) {
        JsonNode json(int index) throws IOException {
            return JSON.readTree(records.get(index).value());
        }

        JsonNode properties(int index) throws IOException {
            return json(index).get("properties");
        }
    }

    private Content read(EventFormat format, byte[] bytes) throws IOException {
        Path path = folder.resolve("events");
        Files.write(path, bytes);
        return read(format, path);
    }

    private static Content read(EventFormat format, Path path) throws IOException {
        List<FileRecord> records = new ArrayList<>();
        try (EventFile file = EventFile.open(format, path)) {
            file.forEachRemaining(records::add);
            assertThat(file.progress()).isEqualTo(1);
            return new Content(records, file.counts());
        }
    }

    private Content retail(String... lines) throws IOException {
        return read(EventFormat.ONLINE_RETAIL, (HEADER + String.join("\n", lines)).getBytes(UTF_8));
    }

    @Test
    void the_lines_of_an_invoice_are_one_event_at_their_earliest_time_wherever_they_stand()
            throws IOException {
        Content content =
                retail(
                        "1,A,Mug,2,2010-12-01T09:00:00,1.25,17850,United Kingdom",
                        "2,B,Jar,1,2010-12-01T08:59:30,3,17851,France",
                        "1,C,Pan,1,2010-12-01T08:59:00,10.5,17850,United Kingdom");
        assertThat(content.records()).hasSize(2);
        assertThat(content.json(0).toString())
                .isEqualTo(
                        "{\"messageId\":\"online-retail-1\",\"type\":\"track\","
                                + "\"event\":\"Order Completed\",\"userId\":\"17850\","
                                + "\"timestamp\":\"2010-12-01T08:59:00Z\",\"properties\":{"
                                + "\"order_id\":\"1\",\"currency\":\"GBP\","
                                + "\"country\":\"United Kingdom\",\"products\":["
                                + "{\"product_id\":\"A\",\"sku\":\"A\",\"name\":\"Mug\","
                                + "\"price\":1.25,\"quantity\":2},"
                                + "{\"product_id\":\"C\",\"sku\":\"C\",\"name\":\"Pan\","
                                + "\"price\":10.5,\"quantity\":1}]}}");
        assertThat(content.records().get(0).position()).isEqualTo(2);
        assertThat(content.json(1).get("userId").asText()).isEqualTo("17851");
        assertThat(content.counts())
                .containsEntry("lines_read", 3L)
                .containsEntry("invoices", 2L)
                .containsEntry("records", 2L);
    }

    @Test
    void exact_copies_of_a_line_are_both_kept() throws IOException {
        String line = "1,A,Mug,2,2010-12-01T09:00:00,1.25,17850,UK";
        assertThat(retail(line, line).properties(0).get("products")).hasSize(2);
    }

    @Test
    void a_cancellation_is_a_refund_of_the_exact_total_of_its_lines() throws IOException {
        Content content =
                retail(
                        "C1,A,Mug,-3,2010-12-01T09:00:00,0.335,17850,UK",
                        "C1,B,Jar,-1,2010-12-01T09:00:00,2,17850,UK",
                        "C1,B,Jar,0,2010-12-01T09:00:00,2,17850,UK");
        assertThat(content.json(0).get("event").asText()).isEqualTo("Order Refunded");
        assertThat(content.properties(0).get("total").decimalValue()).isEqualTo("3.005");
        assertThat(content.properties(0).get("products")).hasSize(2);
        assertThat(content.properties(0).at("/products/0/quantity").asInt()).isEqualTo(3);
    }

    @Test
    void lines_without_price_or_quantity_and_adjustments_are_left_out_and_counted()
            throws IOException {
        Content content =
                retail(
                        "1,A,Mug,0,2010-12-01T09:00:00,1,17850,UK",
                        "1,A,Mug,-1,2010-12-01T09:00:00,1,17850,UK",
                        "1,A,Mug,1,2010-12-01T09:00:00,0,17850,UK",
                        "C2,A,Mug,-1,2010-12-01T09:00:00,0,17850,UK",
                        "A3,B,Adjust bad debt,1,2011-08-12T14:50:00,-11062.06,,UK",
                        "4,A,Mug,1,2010-12-01T09:00:00,1,17850,UK");
        assertThat(content.records()).hasSize(1);
        assertThat(content.counts())
                .containsEntry("left_out_price_or_quantity", 4L)
                .containsEntry("left_out_adjustments", 1L)
                .containsEntry("invoices", 1L)
                .containsEntry("wrong_lines", 0L);
    }

    @Test
    void an_invoice_without_customer_is_an_anonymous_order() throws IOException {
        Content content = retail("1,A,Mug,1,2010-12-01T09:00:00,1,,UK");
        assertThat(content.json(0).has("userId")).isFalse();
        assertThat(content.json(0).get("anonymousId").asText()).isEqualTo("invoice-1");
    }

    @Test
    void an_invoice_of_several_customers_goes_to_the_first_that_is_named() throws IOException {
        Content content =
                retail(
                        "1,A,Mug,1,2010-12-01T09:00:00,1,,UK",
                        "1,A,Mug,1,2010-12-01T09:00:00,1,17850.0,UK",
                        "1,A,Mug,1,2010-12-01T09:00:00,1,17851,UK",
                        "1,A,Mug,1,2010-12-01T09:00:00,1,17852,UK");
        assertThat(content.json(0).get("userId").asText()).isEqualTo("17850");
        assertThat(content.counts()).containsEntry("invoices_with_several_customers", 1L);
    }

    @Test
    void the_other_edition_with_its_names_order_dates_and_ends_of_lines_reads_the_same()
            throws IOException {
        String text =
                "\uFEFFCountry,Customer ID,Price,InvoiceDate,quantity,Description,StockCode,Invoice\r\n"
                        + "UK,17850.0,2.55,12/1/2010 8:26,6,\"HEART, \"\"WHITE\"\"\",85123A,1\r\n"
                        + "\r\n"
                        + "UK,,1.85,2010-12-01 08:26:30,6,\"TWO\r\nLINES\",22633,2";
        Content content = read(EventFormat.ONLINE_RETAIL, text.getBytes(UTF_8));
        assertThat(content.json(0).get("timestamp").asText()).isEqualTo("2010-12-01T08:26:00Z");
        assertThat(content.json(0).get("userId").asText()).isEqualTo("17850");
        assertThat(content.properties(0).at("/products/0/name").asText())
                .isEqualTo("HEART, \"WHITE\"");
        assertThat(content.json(1).get("timestamp").asText()).isEqualTo("2010-12-01T08:26:30Z");
        assertThat(content.properties(1).at("/products/0/name").asText()).isEqualTo("TWO\nLINES");
        assertThat(content.records().get(1).position()).isEqualTo(4);
        assertThat(content.counts()).containsEntry("lines_read", 2L);
    }

    @Test
    void a_line_in_windows_letters_is_read_as_such() throws IOException {
        byte[] bytes =
                (HEADER + "1,A,\u00a31 MUG,1,2010-12-01T09:00:00,1,17850,UK").getBytes(ISO_8859_1);
        Content content = read(EventFormat.ONLINE_RETAIL, bytes);
        assertThat(content.properties(0).at("/products/0/name").asText()).isEqualTo("\u00a31 MUG");
    }

    @Test
    void a_wrong_line_is_refused_with_its_number_and_reason_and_stops_nothing() throws IOException {
        Content content =
                retail(
                        "1,A,Mug,1,2010-12-01T09:00:00,1,17850",
                        "2,A,Mug,one,2010-12-01T09:00:00,1,17850,UK",
                        "3,A,Mug,1,2010-12-01T09:00:00,1e999999999,17850,UK",
                        "4,A,Mug,1,2010-02-30T09:00:00,1,17850,UK",
                        "5,A,\"Mug,1,2010-12-01T09:00:00,1,17850,UK",
                        "6,A,Mug,1,2010-12-01T09:00:00,1,17850,UK",
                        ",A,Mug,1,2010-12-01T09:00:00,1,17850,UK");
        assertThat(content.records())
                .extracting(FileRecord::position)
                .containsExactly(2L, 3L, 4L, 5L, 6L, 8L, 7L);
        assertThat(content.records().subList(0, 6))
                .extracting(record -> record.refusal().orElseThrow().reason())
                .containsExactly(
                        Reason.NOT_JSON,
                        Reason.INVALID_QUANTITY,
                        Reason.INVALID_AMOUNT,
                        Reason.INVALID_TIMESTAMP,
                        Reason.NOT_JSON,
                        Reason.INVALID_IDENTITY);
        assertThat(content.records().get(0).value())
                .asString(UTF_8)
                .isEqualTo("1,A,Mug,1,2010-12-01T09:00:00,1,17850");
        assertThat(content.records().get(1).refusal().orElseThrow().message())
                .isEqualTo("\"one\", expected a number");
        assertThat(content.json(6).get("userId").asText()).isEqualTo("17850");
        assertThat(content.counts())
                .containsEntry("wrong_lines", 6L)
                .containsEntry("lines_read", 7L)
                .containsEntry("records", 7L);
    }

    @Test
    void a_file_that_is_not_of_the_format_is_named_with_what_is_missing() throws IOException {
        Path path = folder.resolve("other.csv");
        Files.writeString(path, "a,b\n1,2\n");
        assertThatThrownBy(() -> EventFile.open(EventFormat.ONLINE_RETAIL, path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other.csv: the header has no column InvoiceNo or Invoice")
                .hasMessageEndingWith("found a, b");
        assertThatThrownBy(() -> EventFile.open(EventFormat.CDNOW, folder.resolve("none")))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("none: no such file");
    }

    @Test
    void cdnow_lines_are_orders_of_their_day_in_the_order_of_the_days() throws IOException {
        String master =
                String.join(
                        "\r\n",
                        " customer_id  date number_of_cds  dollar_value",
                        " 00001 19970112  1   11.77",
                        " 00002 19970101  2    0.00",
                        " 00002 19970101  5   77.00",
                        " 00003 19970230  1   12.00",
                        "");
        Content content = read(EventFormat.CDNOW, master.getBytes(UTF_8));
        assertThat(content.records())
                .extracting(FileRecord::position)
                .containsExactly(5L, 3L, 4L, 2L);
        assertThat(content.records().get(0).refusal().orElseThrow().message())
                .isEqualTo("\"19970230\", expected a day such as 19970131");
        assertThat(content.records().get(1).value())
                .asString(UTF_8)
                .isEqualTo(
                        "{\"messageId\":\"cdnow-3\",\"type\":\"track\","
                                + "\"event\":\"Order Completed\",\"userId\":\"00002\","
                                + "\"timestamp\":\"1997-01-01T00:00:00Z\",\"properties\":{"
                                + "\"order_id\":\"cdnow-3\",\"currency\":\"USD\","
                                + "\"total\":0.00,\"products\":[{\"quantity\":2}]}}");
        assertThat(content.counts()).containsEntry("lines_read", 4L);
        Content sample =
                read(
                        EventFormat.CDNOW_SAMPLE,
                        " 00004 0001 19970101  2   29.33\r\n".getBytes(UTF_8));
        assertThat(sample.json(0).get("userId").asText()).isEqualTo("00004");
        assertThat(sample.properties(0).get("total").decimalValue()).isEqualTo("29.33");
    }

    @Test
    void track_json_comes_as_it_is_without_blank_lines() throws IOException {
        String text = "\uFEFF{\"a\":1}\r\n\n  \nno json\n{\"b\":2}";
        Content content = read(EventFormat.TRACK_JSON, text.getBytes(UTF_8));
        assertThat(content.records())
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("{\"a\":1}", "no json", "{\"b\":2}");
        assertThat(content.records()).extracting(FileRecord::position).containsExactly(1L, 4L, 5L);
        assertThat(content.counts())
                .containsEntry("lines_read", 5L)
                .containsEntry("blank_lines", 2L)
                .containsEntry("records", 3L);
    }

    @Test
    void of_a_line_that_is_too_long_the_start_the_length_and_the_digest_are_kept()
            throws Exception {
        byte[] line = new byte[3 * FileRecord.MOST_BYTES + 7];
        Arrays.fill(line, (byte) 'x');
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(line);
        file.write("\r\n{}\n".getBytes(UTF_8));
        file.write(line, 0, FileRecord.MOST_BYTES);
        Content content = read(EventFormat.TRACK_JSON, file.toByteArray());
        assertThat(content.records()).hasSize(3);
        FileRecord cut = content.records().get(0);
        assertThat(cut.whole()).isFalse();
        assertThat(cut.value()).hasSize(FileRecord.KEPT_BYTES);
        assertThat(cut.length()).isEqualTo(line.length);
        assertThat(cut.refusal().orElseThrow().reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(cut.sha256())
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(line)));
        assertThat(content.records().get(1).value()).asString(UTF_8).isEqualTo("{}");
        assertThat(content.records().get(2).whole()).isTrue();
        assertThat(content.records().get(2).refusal()).isEmpty();
    }

    private interface Compression {
        OutputStream to(OutputStream out) throws IOException;
    }

    private static byte[] compressed(String text, Compression compression) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compression.to(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void compression_is_recognised_by_the_first_bytes() throws IOException {
        String text = "{\"a\":1}\n{\"b\":2}\n";
        List<Compression> compressions =
                List.of(
                        out -> out,
                        GZIPOutputStream::new,
                        out -> new XZOutputStream(out, new LZMA2Options(0)),
                        BZip2CompressorOutputStream::new,
                        ZstdCompressorOutputStream::new,
                        EventFileTest::zip);
        for (Compression compression : compressions) {
            Content content = read(EventFormat.TRACK_JSON, compressed(text, compression));
            assertThat(content.records())
                    .extracting(record -> new String(record.value(), UTF_8))
                    .containsExactly("{\"a\":1}", "{\"b\":2}");
        }
    }

    private static ZipOutputStream zip(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("folder/"));
        zip.putNextEntry(new ZipEntry("folder/events.jsonl"));
        return zip;
    }

    @Test
    void all_members_of_a_gzip_are_read() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(compressed("{\"a\":1}\n{\"b\"", GZIPOutputStream::new));
        file.write(compressed(":2}\n", GZIPOutputStream::new));
        assertThat(read(EventFormat.TRACK_JSON, file.toByteArray()).records()).hasSize(2);
    }

    @Test
    void a_file_that_was_cut_is_said_to_be() throws IOException {
        byte[] whole = compressed("{\"a\":1}\n".repeat(1_000), GZIPOutputStream::new);
        Path path = folder.resolve("cut.gz");
        Files.write(path, Arrays.copyOf(whole, whole.length - 9));
        try (EventFile file = EventFile.open(EventFormat.TRACK_JSON, path)) {
            assertThatThrownBy(() -> file.forEachRemaining(record -> {}))
                    .isInstanceOf(UncheckedIOException.class)
                    .cause()
                    .hasMessageEndingWith("cut.gz: ends in the middle of its compressed data");
        }
    }

    @Test
    void online_retail_gives_the_published_counts_and_sums() throws IOException {
        Content content =
                read(
                        EventFormat.ONLINE_RETAIL,
                        PublishedFiles.require("online-retail/online_retail.csv.xz"));
        assertThat(content.counts())
                .containsEntry("lines_read", 541_909L)
                .containsEntry("left_out_price_or_quantity", 2_515L)
                .containsEntry("left_out_adjustments", 3L)
                .containsEntry("wrong_lines", 0L)
                .containsEntry("invoices", 23_795L)
                .containsEntry("invoices_with_several_customers", 0L);
        Set<String> customers = new HashSet<>();
        Set<String> buyers = new HashSet<>();
        long gross = 0;
        long refunds = 0;
        String last = "";
        for (int index = 0; index < content.records().size(); index++) {
            JsonNode json = content.json(index);
            assertThat(json.get("timestamp").asText()).isGreaterThanOrEqualTo(last);
            last = json.get("timestamp").asText();
            if (json.has("userId")) {
                customers.add(json.get("userId").asText());
                if (json.get("event").asText().equals("Order Refunded")) {
                    refunds += pence(json.get("properties").get("total").decimalValue());
                } else {
                    buyers.add(json.get("userId").asText());
                    gross += pence(sum(json.get("properties").get("products")));
                }
            }
        }
        assertThat(customers).hasSize(4_371);
        assertThat(buyers).hasSize(4_338);
        assertThat(gross).isEqualTo(891_140_790);
        assertThat(refunds).isEqualTo(61_134_209);
    }

    private static BigDecimal sum(JsonNode products) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode product : products) {
            BigDecimal price = product.get("price").decimalValue();
            sum = sum.add(price.multiply(product.get("quantity").decimalValue()));
        }
        return sum;
    }

    private static long pence(BigDecimal pounds) {
        return pounds.movePointRight(2).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    @Test
    void cdnow_gives_the_published_counts_and_sums() throws IOException {
        Content master =
                read(EventFormat.CDNOW, PublishedFiles.require("cdnow/CDNOW_master.txt.gz"));
        assertThat(master.counts()).containsEntry("lines_read", 69_659L);
        BigDecimal dollars = BigDecimal.ZERO;
        Set<String> customers = new HashSet<>();
        for (int index = 0; index < master.records().size(); index++) {
            dollars = dollars.add(master.properties(index).get("total").decimalValue());
            customers.add(master.json(index).get("userId").asText());
        }
        assertThat(dollars).isEqualTo("2500315.63");
        assertThat(customers).hasSize(23_570);
        Content sample =
                read(EventFormat.CDNOW_SAMPLE, PublishedFiles.require("cdnow/CDNOW_sample.txt.gz"));
        assertThat(sample.counts()).containsEntry("lines_read", 6_919L);
    }
}
