package io.clientele.rules.shipped;

import io.clientele.rules.language.RuleSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The texts of the rules that come with Clientele, wherever it runs. */
public final class RuleLibrary {

    /** The rules' names. */
    public static final List<String> NAMES =
            List.of(
                    "amount-above-history",
                    "bargain-hunter",
                    "card-testing",
                    "cart-abandoned",
                    "champion-gone-quiet",
                    "checkout-stuck",
                    "complaint-then-silence",
                    "coupon-abuse",
                    "downgrade",
                    "first-repeat-purchase",
                    "frequency-collapse",
                    "new-customer-burst",
                    "order-velocity",
                    "refund-spree",
                    "slipping-away",
                    "view-without-buying",
                    "vip-first-complaint",
                    "win-back");

    private RuleLibrary() {}

    /** All rules, by their names. */
    public static List<RuleSource> sources() {
        return NAMES.stream().map(name -> new RuleSource(name, text(name))).toList();
    }

    private static String text(String name) {
        try (InputStream text = RuleLibrary.class.getResourceAsStream(name + ".yaml")) {
            if (text == null) {
                throw new IllegalStateException(
                        "the rule %s is missing, expected it beside the classes".formatted(name));
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
