package io.clientele.job.pattern;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.Interaction;
import io.clientele.analytics.event.OrderCancelled;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderDetails;
import io.clientele.analytics.event.OrderRefunded;
import io.clientele.analytics.event.Product;
import io.clientele.rules.event.RuleEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Events of the shop as rules see them. */
public final class ShopEvents {

    private ShopEvents() {}

    /** The event with what rules can read of it alone, without the customer's history. */
    public static RuleEvent of(CommerceEvent event) {
        return of(event, fields(event));
    }

    static RuleEvent of(CommerceEvent event, OwnHistory history, CustomerFigures figures) {
        Map<String, Object> fields = fields(event);
        if (event instanceof OrderCompleted order) {
            history.compare(order, figures, fields);
        }
        return of(event, fields);
    }

    private static Map<String, Object> fields(CommerceEvent event) {
        Map<String, Object> fields = new HashMap<>();
        if (event instanceof OrderCompleted order) {
            order(order, fields);
        } else if (event instanceof OrderRefunded refund) {
            text("order_id", refund.orderId(), fields);
            number("amount", refund.amount(), fields);
        } else if (event instanceof OrderCancelled cancelled) {
            text("order_id", cancelled.orderId(), fields);
            cancelled.amount().ifPresent(amount -> number("amount", amount, fields));
        } else if (event instanceof Interaction interaction) {
            interaction(interaction, fields);
        }
        return fields;
    }

    private static RuleEvent of(CommerceEvent event, Map<String, Object> fields) {
        return new RuleEvent(
                event.type().eventName(),
                event.header().timestamp(),
                event.header().messageId(),
                fields);
    }

    private static void order(OrderCompleted order, Map<String, Object> fields) {
        text("order_id", order.orderId(), fields);
        text("coupon", order.coupon(), fields);
        number("amount", order.amount(), fields);
        number("tax", order.tax(), fields);
        number("shipping", order.shipping(), fields);
        number("discount", order.discount(), fields);
        number("units", order.units(), fields);
        OrderDetails details = order.details();
        text("country", details.country(), fields);
        text("channel", details.channel(), fields);
        if (details.lineCount() > 0) {
            number("lines", details.lineCount(), fields);
        }
        texts("product_ids", Product::id, details, fields);
        texts("categories", Product::category, details, fields);
        texts("brands", Product::brand, details, fields);
    }

    private static void interaction(Interaction interaction, Map<String, Object> fields) {
        Product product = interaction.product();
        text("product_id", product.id(), fields);
        text("category", product.category(), fields);
        text("brand", product.brand(), fields);
        product.price().ifPresent(price -> number("price", price, fields));
    }

    /** What the lines say, each once, in their order; left out where no line says anything. */
    private static void texts(
            String name,
            Function<Product, String> of,
            OrderDetails details,
            Map<String, Object> fields) {
        List<String> said =
                details.lines().stream()
                        .map(line -> of.apply(line.product()))
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList();
        if (!said.isEmpty()) {
            fields.put(name, said);
        }
    }

    private static void text(String name, String value, Map<String, Object> fields) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    private static void number(String name, long value, Map<String, Object> fields) {
        fields.put(name, (double) value);
    }
}
