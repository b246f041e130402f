package io.clientele.bench.contender;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules that are measured: ten of the usual forms, and variants of them with other bounds. */
public final class RuleTexts {

    private static final List<String> FORMS =
            List.of(
                    """
                    rule: cart-left-VARIANT
                    pattern:
                      - {step: added, event: Product Added}
                      - {not: order, event: Order Completed, for: HOURSh}
                    """,
                    """
                    rule: looked-then-bought-VARIANT
                    pattern:
                      - {step: views, event: Product Viewed, times: 2+}
                      - {step: order, event: Order Completed, where: event.amount > AMOUNT}
                    within: HOURSh
                    """,
                    """
                    rule: checkout-without-order-VARIANT
                    pattern:
                      - {step: tries, event: Checkout Started, times: 3}
                      - {not: order, event: Order Completed}
                    within: HOURSh
                    """,
                    """
                    rule: refunds-VARIANT
                    pattern:
                      - {step: refunds, event: Order Refunded, times: 3, where: event.amount > AMOUNT}
                    within: DAYSd
                    """,
                    """
                    rule: larger-order-VARIANT
                    pattern:
                      - {step: first, event: Order Completed, where: event.amount > AMOUNT}
                      - {step: second, event: Order Completed, where: event.amount > first.amount}
                    within: DAYSd
                    """,
                    """
                    rule: coupon-VARIANT
                    pattern:
                      - {step: coupon, event: Coupon Applied}
                      - {step: order, event: Order Completed, where: event.amount < AMOUNT}
                    within: HOURSh
                    """,
                    """
                    rule: back-in-the-cart-VARIANT
                    pattern:
                      - {step: out, event: Product Removed}
                      - step: back
                        event: Product Added
                        where: event.product_id == out.product_id
                    within: DAYSd
                    """,
                    """
                    rule: large-order-VARIANT
                    pattern:
                      - {step: order, event: Order Completed, where: event.amount >= AMOUNT}
                    """,
                    """
                    rule: straight-to-checkout-VARIANT
                    pattern:
                      - {step: cart, event: Cart Viewed}
                      - {step: checkout, event: Checkout Started, contiguity: strict}
                    within: HOURSh
                    """,
                    """
                    rule: looked-and-left-VARIANT
                    pattern:
                      - {step: views, event: Product Viewed, times: 3}
                      - {not: added, event: Product Added}
                    within: HOURSh
                    """);

    private RuleTexts() {}

    /**
     * So many rules, their texts by their names.
     *
     * @param count at least 1
     */
    public static SortedMap<String, String> of(int count) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            int variant = i / FORMS.size();
            String text =
                    (FORMS.get(i % FORMS.size())
                                    + """
                                    version: 1
                                    description: measured
                                    emit: {kind: measured, message: "{customer}"}
                                    """)
                            .replace("VARIANT", Integer.toString(variant))
                            .replace("AMOUNT", Integer.toString(2_000 + 1_000 * variant))
                            .replace("HOURS", Integer.toString(2 + variant))
                            .replace("DAYS", Integer.toString(7 + variant));
            texts.put(text.substring("rule: ".length(), text.indexOf('\n')), text);
        }
        return texts;
    }
}
