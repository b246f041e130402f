package io.clientele.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportingCurrencyTest {

    @Test
    void a_currency_knows_its_decimals() {
        assertThat(ReportingCurrency.only("GBP").fractionDigits()).isEqualTo(2);
        assertThat(ReportingCurrency.only("JPY").fractionDigits()).isZero();
        assertThat(ReportingCurrency.only("BHD").fractionDigits()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gbp", "GBPX", "XXX", "ZZZ"})
    void a_code_that_is_none_is_named(String code) {
        assertThatThrownBy(() -> ReportingCurrency.only(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("currency: \"" + code + "\"");
        assertThatThrownBy(() -> new ReportingCurrency("GBP", Map.of(code, BigDecimal.ONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("currency: \"" + code + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e-13", "1e13", "1e-999999999", "1e999999999"})
    void a_rate_out_of_range_is_named(String rate) {
        assertThatThrownBy(() -> new ReportingCurrency("GBP", Map.of("EUR", new BigDecimal(rate))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rate of EUR: ");
    }

    @Test
    void the_reporting_currency_is_worth_one_of_itself() {
        assertThat(new ReportingCurrency("GBP", Map.of("GBP", new BigDecimal("1.0"))).rates())
                .containsKey("GBP");
        assertThatThrownBy(() -> new ReportingCurrency("GBP", Map.of("GBP", BigDecimal.TEN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate of GBP: 10, expected 1 for the reporting currency itself");
    }
}
