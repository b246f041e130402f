package io.clientele.analytics.feature;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderLine;
import io.clientele.analytics.event.OrderRefunded;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The features as {@code docs/features.md} tells them, over all events of a customer at once. */
final class NaiveFeatures {

    private static final Set<EventType> VISITS =
            EnumSet.of(
                    EventType.ORDER_COMPLETED,
                    EventType.PRODUCT_VIEWED,
                    EventType.PRODUCT_ADDED,
                    EventType.PRODUCT_REMOVED,
                    EventType.CART_VIEWED,
                    EventType.CHECKOUT_STARTED,
                    EventType.COUPON_APPLIED,
                    EventType.PRODUCT_REVIEWED,
                    EventType.PROMOTION_CLICKED,
                    EventType.CAMPAIGN_CLICKED);

    private final List<CommerceEvent> events;
    private final List<OrderCompleted> orders;
    private final long today;

    NaiveFeatures(List<CommerceEvent> events, long today) {
        this.events = events;
        this.today = today;
        this.orders =
                events.stream()
                        .filter(OrderCompleted.class::isInstance)
                        .map(OrderCompleted.class::cast)
                        .toList();
    }

    double of(Feature feature) {
        return switch (feature) {
            case RECENCY_DAYS -> recency();
            case ORDERS_SHORT_WINDOW -> ordersWithin(30);
            case ORDERS_MIDDLE_WINDOW -> ordersWithin(90);
            case ORDERS_LONG_WINDOW -> ordersWithin(365);
            case NET_SHORT_WINDOW -> netWithin(30);
            case NET_MIDDLE_WINDOW -> netWithin(90);
            case NET_LONG_WINDOW -> netWithin(365);
            case LIFETIME_ORDERS -> orders.size();
            case PURCHASE_DAYS -> purchaseDays().length;
            case TENURE_DAYS ->
                    events.isEmpty()
                            ? Double.NaN
                            : today - events.stream().mapToLong(this::day).min().orElseThrow();
            case MEAN_GAP_DAYS -> mean(gaps());
            case GAP_VARIATION -> variation(gaps());
            case GAP_AGAINST_RHYTHM -> recency() / mean(gaps());
            case MEAN_ORDER_VALUE -> mean(amounts(order -> true));
            case ORDER_VALUE_VARIATION -> variation(amounts(order -> true));
            case UNITS_PER_ORDER ->
                    mean(doubles(order -> order.units() > 0, order -> (double) order.units()));
            case LINES_PER_ORDER ->
                    mean(
                            doubles(
                                    order -> order.details().lineCount() > 0,
                                    order -> (double) order.details().lineCount()));
            case PRICE_LEVEL ->
                    sum(amounts(order -> order.units() > 0))
                            / orNaN(
                                    (double)
                                            orders.stream().mapToLong(OrderCompleted::units).sum());
            case DISTINCT_CATEGORIES -> orNaN(categories().size());
            case CATEGORY_ENTROPY -> entropy(categories());
            case DISTINCT_BRANDS -> orNaN(brands().size());
            case BRAND_LOYALTY ->
                    brands().values().stream().mapToLong(Long::longValue).max().orElse(0)
                            / orNaN(total(brands()));
            case RETURN_RATE -> refunds() / orNaN(sum(amounts(order -> true)));
            case RETURNS -> known(count(EventType.ORDER_REFUNDED));
            case COUPON_SHARE -> share(order -> !order.coupon().isEmpty());
            case WEEKEND_SHARE ->
                    share(
                            order ->
                                    local(order).getDayOfWeek() == DayOfWeek.SATURDAY
                                            || local(order).getDayOfWeek() == DayOfWeek.SUNDAY);
            case EVENING_SHARE -> share(order -> local(order).getHour() >= 18);
            case SPEND_TREND -> spendTrend();
            case CART_ABANDONMENT -> {
                long left = count(EventType.PRODUCT_ADDED) - count(EventType.PRODUCT_REMOVED);
                double lines = orders.stream().mapToLong(o -> o.details().lineCount()).sum();
                yield left > 0 ? Math.max(0, 1 - lines / left) : Double.NaN;
            }
            case CHECKOUT_ABANDONMENT ->
                    Math.max(
                            0,
                            1 - orders.size() / orNaN((double) count(EventType.CHECKOUT_STARTED)));
            case VIEWS_PER_ORDER -> count(EventType.PRODUCT_VIEWED) / orNaN(orders.size());
            case DAYS_SINCE_LAST_VISIT ->
                    events.stream()
                            .filter(event -> VISITS.contains(event.type()))
                            .mapToDouble(event -> today - day(event))
                            .min()
                            .orElse(Double.NaN);
            case SUPPORT_CONTACTS -> known(count(EventType.SUPPORT_TICKET_OPENED));
            case REVIEWS -> known(count(EventType.PRODUCT_REVIEWED));
            case PROMOTION_CLICKS -> known(count(EventType.PROMOTION_CLICKED));
            case CAMPAIGN_RESPONSE ->
                    Math.min(
                            1,
                            count(EventType.CAMPAIGN_OPENED)
                                    / orNaN((double) count(EventType.CAMPAIGN_SENT)));
        };
    }

    /** The country of the latest order that names one. */
    String country() {
        return orders.stream()
                .filter(order -> !order.details().country().isEmpty())
                .max(
                        Comparator.comparingLong((OrderCompleted o) -> o.header().timestamp())
                                .thenComparing(order -> order.details().country()))
                .map(order -> order.details().country())
                .orElse("");
    }

    private double recency() {
        return orders.stream().mapToDouble(o -> today - day(o)).min().orElse(Double.NaN);
    }

    private double spendTrend() {
        if (orders.isEmpty() || netWithin(365) <= 0) {
            return Double.NaN;
        }
        double age = today - purchaseDays()[0] + 1;
        return netWithin(30) / Math.min(30, age) / (netWithin(365) / Math.min(365, age));
    }

    private double ordersWithin(int days) {
        return orders.stream().filter(order -> day(order) > today - days).count();
    }

    private double netWithin(int days) {
        long net = 0;
        for (CommerceEvent event : events) {
            if (day(event) > today - days) {
                if (event instanceof OrderCompleted order) {
                    net += order.amount();
                } else if (event instanceof OrderRefunded refund) {
                    net -= refund.amount();
                }
            }
        }
        return net;
    }

    private double refunds() {
        return events.stream()
                .filter(OrderRefunded.class::isInstance)
                .mapToLong(event -> ((OrderRefunded) event).amount())
                .sum();
    }

    private long[] purchaseDays() {
        return orders.stream().mapToLong(this::day).distinct().sorted().toArray();
    }

    private double[] gaps() {
        long[] days = purchaseDays();
        double[] gaps = new double[Math.max(0, days.length - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = days[i + 1] - days[i];
        }
        return gaps;
    }

    private double[] amounts(Predicate<OrderCompleted> which) {
        return doubles(which, order -> (double) order.amount());
    }

    private double[] doubles(
            Predicate<OrderCompleted> which, Function<OrderCompleted, Double> value) {
        return orders.stream().filter(which).map(value).mapToDouble(Double::doubleValue).toArray();
    }

    private double share(Predicate<OrderCompleted> which) {
        return orders.stream().filter(which).count() / orNaN(orders.size());
    }

    private long count(EventType type) {
        return events.stream().filter(event -> event.type() == type).count();
    }

    /** A count is known as soon as there is any event. */
    private double known(long count) {
        return events.isEmpty() ? Double.NaN : count;
    }

    private Map<String, Long> categories() {
        return named(line -> line.product().category());
    }

    private Map<String, Long> brands() {
        return named(line -> line.product().brand());
    }

    private Map<String, Long> named(Function<OrderLine, String> name) {
        Stream<OrderLine> lines = orders.stream().flatMap(o -> o.details().lines().stream());
        return lines.map(name)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static double entropy(Map<String, Long> names) {
        double total = orNaN(total(names));
        return names.values().stream()
                .mapToDouble(count -> -count / total * Math.log(count / total))
                .reduce(Double::sum)
                .orElse(Double.NaN);
    }

    private static double total(Map<String, Long> names) {
        return names.values().stream().mapToLong(Long::longValue).sum();
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double mean(double[] values) {
        return sum(values) / orNaN(values.length);
    }

    private static double variation(double[] values) {
        if (values.length < 2 || sum(values) == 0) {
            return Double.NaN;
        }
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1)) / mean;
    }

    private static double orNaN(double divisor) {
        return divisor > 0 ? divisor : Double.NaN;
    }

    private long day(CommerceEvent event) {
        return local(event).toLocalDate().toEpochDay();
    }

    private static LocalDateTime local(CommerceEvent event) {
        return LocalDateTime.ofInstant(
                Instant.ofEpochMilli(event.header().timestamp()), ZoneOffset.UTC);
    }
}
