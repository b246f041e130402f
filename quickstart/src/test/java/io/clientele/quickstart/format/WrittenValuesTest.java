package io.clientele.quickstart.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Numbers and times as people and spreadsheets write them. */
class WrittenValuesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Property
    void a_number_is_read_as_its_locale_writes_it(
            @ForAll @LongRange(min = -10_000_000_000L, max = 10_000_000_000L) long cents,
            @ForAll @IntRange(min = 0, max = 5) int locale) {
        BigDecimal value = BigDecimal.valueOf(cents, 2);
        Locale of =
                List.of("en-US", "de-DE", "fr-FR", "de-CH", "en-IN", "pt-BR").stream()
                        .map(Locale::forLanguageTag)
                        .toList()
                        .get(locale);
        String text =
                new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(of)).format(value);
        DecimalMark mark =
                text.charAt(text.length() - 3) == ',' ? DecimalMark.COMMA : DecimalMark.POINT;
        assertThat(mark.read(text).orElseThrow().value()).isEqualByComparingTo(value);
        DecimalEvidence evidence = new DecimalEvidence();
        evidence.add(text);
        assertThat(evidence.decisive()).contains(mark);
    }

    @Test
    void signs_and_currencies_may_stand_on_either_side() {
        Map<String, String> points =
                Map.of(
                        "(12.50)", "-12.50",
                        "$-1,234", "-1234",
                        "-$1,234.5", "-1234.5",
                        "USD 5.00", "5.00 USD",
                        "5.00 EUR", "5.00 EUR",
                        "£5", "5 GBP",
                        "1,23,456.78", "123456.78",
                        "1.5E+3", "1500",
                        "+7", "7",
                        ".5", "0.5");
        points.forEach(
                (text, expected) -> {
                    DecimalMark.Written written = DecimalMark.POINT.read(text).orElseThrow();
                    String[] parts = expected.split(" ", -1);
                    assertThat(written.value())
                            .as(text)
                            .isEqualByComparingTo(new BigDecimal(parts[0]));
                    if (parts.length > 1) {
                        assertThat(written.currency()).isEqualTo(parts[1]);
                    }
                });
        assertThat(DecimalMark.COMMA.read("R$ 1.234,56").orElseThrow().value())
                .isEqualTo("1234.56");
        assertThat(DecimalMark.COMMA.read("1.234,56- kr").orElseThrow().value())
                .isEqualTo("-1234.56");
        for (String none :
                List.of(
                        "", "-", "abc", "1.2.3", "12,50", "1,2345", "--1", "(1", "12%", "1 2",
                        "0x1")) {
            assertThat(DecimalMark.POINT.read(none)).as(none).isEmpty();
        }
        assertThat(DecimalMark.COMMA.read("12.50")).isEmpty();
    }

    @Property
    void a_time_is_read_as_its_pattern_writes_it(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
            @ForAll @IntRange(min = 0, max = 9) int pattern) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        String written =
                List.of(
                                "yyyy-MM-dd HH:mm:ss",
                                "yyyy-MM-dd'T'HH:mm:ss",
                                "yyyy/M/d H:mm:ss",
                                "dd.MM.yyyy HH:mm:ss",
                                "d.M.yyyy, H:mm:ss",
                                "dd/MM/yyyy HH:mm:ss",
                                "d MMM yyyy h:mm:ss a",
                                "MMMM d, yyyy 'at' h:mm:ss a",
                                "EEE, dd MMM yyyy HH:mm:ss",
                                "yyyyMMddHHmmss")
                        .get(pattern);
        String text = DateTimeFormatter.ofPattern(written, Locale.ENGLISH).format(time);
        long expected = time.atZone(BERLIN).toInstant().toEpochMilli();
        assertThat(reader(TimeReading.Style.DAY_FIRST, "").read(text)).as(text).hasValue(expected);
        assertThat(reader(TimeReading.Style.PATTERN, written).read(text))
                .as(text)
                .hasValue(expected);
    }

    @Test
    void zones_beside_a_time_go_before_that_of_the_file() {
        TimeReader reader = reader(TimeReading.Style.DAY_FIRST, "");
        long noon = Instant.parse("2024-03-01T12:00:00Z").toEpochMilli();
        for (String text :
                List.of(
                        "2024-03-01T12:00:00Z",
                        "2024-03-01 12:00:00.000 UTC",
                        "2024-03-01 13:00",
                        "2024-03-01 07:00:00 -0500",
                        "2024-03-01T17:30+05:30",
                        "Fri, 01 Mar 2024 12:00:00 GMT",
                        "01.03.2024 13:00 Uhr",
                        "1 mars 2024 13h00",
                        "01/03/2024 01:00 PM",
                        "2024-03-01 13:00 Europe/Paris",
                        "1709294400",
                        "1709294400000",
                        "1709294400000000",
                        "1709294400.0")) {
            assertThat(reader.read(text)).as(text).hasValue(noon);
        }
        for (String none :
                List.of(
                        "",
                        "yesterday",
                        "2024-13-01",
                        "31.02.2024",
                        "2024-03-01 25:00",
                        "12",
                        "13:00 PM")) {
            assertThat(reader.read(none)).as(none).isEqualTo(OptionalLong.empty());
        }
        assertThat(reader(TimeReading.Style.SPREADSHEET_DAYS, "").read("45352.5"))
                .hasValue(Instant.parse("2024-03-01T11:00:00Z").toEpochMilli());
        assertThat(reader(TimeReading.Style.MONTH_FIRST, "").read("3/1/24 13:00")).hasValue(noon);
        assertThat(reader(TimeReading.Style.PATTERN, "dd|MM|yyyy").read("30|02|2024")).isEmpty();
    }

    private static TimeReader reader(TimeReading.Style style, String pattern) {
        return new TimeReader(new TimeReading(style, pattern, BERLIN));
    }
}
