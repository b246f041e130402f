package io.clientele.gateway.shop;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A made-up shop that writes what the job would: window by window KPIs, profiles, moves and dead
 * letters, plausible to look at and the same for the same seed. Only for looking at and testing the
 * gateway: its groups follow the job's definition roughly.
 */
public final class SimulatedShop {

    private static final int CUSTOMERS = 900;
    private static final List<String> GROUPS =
            List.of(
                    "CHAMPIONS",
                    "LOYAL",
                    "ACTIVE",
                    "NEW",
                    "PROMISING",
                    "NEEDS_ATTENTION",
                    "AT_RISK",
                    "PREVIOUSLY_LOYAL",
                    "ALMOST_LOST",
                    "DORMANT",
                    "PROSPECTS");
    private static final double[] HOURS = {
        .2, .1, .1, .1, .1, .2, .5, .9, 1.2, 1.5, 1.7, 1.8, 2.0, 1.7, 1.5, 1.4, 1.4, 1.5, 1.8, 2.1,
        2.3, 1.9, 1.1, .5
    };

    private static final class Customer {
        private final String id;
        private final double appetite;
        private final double meanSpend;
        private long orders;
        private long net;
        private Instant lastOrderAt = Instant.EPOCH;
        private String group = "PROSPECTS";

        Customer(String id, double appetite, double meanSpend) {
            this.id = id;
            this.appetite = appetite;
            this.meanSpend = meanSpend;
        }
    }

    private final Random random;
    private final Duration window;
    private final double ordersADay;
    private final List<Customer> customers = new ArrayList<>();
    private final Set<Customer> known = new HashSet<>();
    private final SimulatedModels models;
    private final SimulatedAlerts alerts;
    private Instant now;
    private Day day = new Day();
    private long offset = 40_000;

    private static final class Day {
        private long gross;
        private long refunds;
        private long refundCount;
        private long orders;
        private long units;
        private final Set<Customer> active = new HashSet<>();
        private final Set<Customer> newcomers = new HashSet<>();
    }

    /**
     * @param seed the same seed makes the same records
     * @param start the first window's start
     * @param window how long a window is
     * @param ordersADay how many orders an average day has
     */
    public SimulatedShop(long seed, Instant start, Duration window, double ordersADay) {
        this.random = new Random(seed);
        this.now = start;
        this.window = window;
        this.ordersADay = ordersADay;
        this.models = new SimulatedModels(window);
        this.alerts = new SimulatedAlerts(seed, window);
        for (int i = 0; i < CUSTOMERS; i++) {
            double appetite = Math.pow(random.nextDouble(), 3) + .02;
            customers.add(
                    new Customer(
                            "C-" + (10_000 + 7 * i),
                            appetite,
                            2_500 + 5_500 * -Math.log(1 - random.nextDouble())));
        }
    }

    /** The end of the last window that was made. */
    public Instant now() {
        return now;
    }

    /** The records of the next window. */
    public List<ProducerRecord<byte[], byte[]>> nextWindow() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        Instant start = now;
        now = now.plus(window);
        Instant last = now.minusMillis(1);
        long seconds = window.toSeconds();

        double expected = ordersADay * window.toSeconds() / 86_400.0 * season(start);
        long orders = poisson(expected);
        long gross = 0;
        long units = 0;
        long refunds = 0;
        long refundCount = 0;
        Set<Customer> active = new HashSet<>();
        Set<Customer> newcomers = new HashSet<>();
        for (long order = 0; order < orders; order++) {
            Customer customer = pick();
            long amount = Math.round(customer.meanSpend * Math.exp(.5 * random.nextGaussian()));
            gross += amount;
            units += 1 + random.nextInt(5);
            customer.orders++;
            customer.net += amount;
            customer.lastOrderAt = start.plusSeconds(random.nextLong(seconds));
            if (random.nextDouble() < .03) {
                refunds += amount / 2;
                customer.net -= amount / 2;
                refundCount++;
            }
            active.add(customer);
            if (known.add(customer)) {
                newcomers.add(customer);
            }
        }
        long visitors = poisson(expected * 1.5);
        for (long visitor = 0; visitor < visitors; visitor++) {
            Customer customer = pick();
            active.add(customer);
            if (known.add(customer)) {
                newcomers.add(customer);
            }
        }
        day.gross += gross;
        day.refunds += refunds;
        day.refundCount += refundCount;
        day.orders += orders;
        day.units += units;
        day.active.addAll(active);
        day.newcomers.addAll(newcomers);

        long events = orders * 9 + visitors * 6 + poisson(expected * 3);
        long duplicates = poisson(events * .004);
        long refused = poisson(events * .0015);
        if (events > 0) {
            if (orders > 0) {
                records.add(sales(last, gross, refunds, refundCount, orders, units));
            }
            records.add(customersPoint(last, active, newcomers));
            records.add(
                    Records.kpi(
                            "pipeline",
                            Map.of(),
                            last,
                            seconds,
                            Map.of(
                                    "events",
                                    events,
                                    "accepted",
                                    events - duplicates - refused,
                                    "duplicates",
                                    duplicates,
                                    "dead_letters",
                                    refused,
                                    "late_events",
                                    poisson(events * .001),
                                    "event_to_kpi_ms",
                                    900 + random.nextInt(700))));
        }
        refusals(last, refused, records);
        alerts.add(last, active.stream().map(customer -> customer.id).sorted().toList(), records);
        for (Customer customer : active) {
            if (customer.orders > 0) {
                records.add(profile(customer));
            }
        }
        if (last.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            endDay(last, records);
            models.endDay(last, known.size(), records);
            day = new Day();
        }
        return records;
    }

    private ProducerRecord<byte[], byte[]> sales(
            Instant last, long gross, long refunds, long refundCount, long orders, long units) {
        Map<String, Number> fields = new LinkedHashMap<>();
        fields.put("gross_revenue", gross);
        fields.put("net_revenue", gross - refunds);
        fields.put("orders", orders);
        fields.put("average_order_value", gross / orders);
        fields.put("units", units);
        fields.put("refunds", refunds);
        fields.put("refund_count", refundCount);
        fields.put("refund_rate", (double) refunds / gross);
        fields.put("day_gross_revenue", day.gross);
        fields.put("day_net_revenue", day.gross - day.refunds);
        fields.put("day_orders", day.orders);
        fields.put("day_average_order_value", day.gross / day.orders);
        fields.put("day_units", day.units);
        fields.put("day_refunds", day.refunds);
        fields.put("day_refund_count", day.refundCount);
        fields.put("day_refund_rate", (double) day.refunds / day.gross);
        return Records.kpi("sales", Map.of(), last, window.toSeconds(), fields);
    }

    private ProducerRecord<byte[], byte[]> customersPoint(
            Instant last, Set<Customer> active, Set<Customer> newcomers) {
        return Records.kpi(
                "customers",
                Map.of(),
                last,
                window.toSeconds(),
                Map.of(
                        "active", active.size(),
                        "new", newcomers.size(),
                        "returning", active.size() - newcomers.size(),
                        "anonymous_share", .25,
                        "day_active", day.active.size(),
                        "day_new", day.newcomers.size(),
                        "day_returning", day.active.size() - day.newcomers.size(),
                        "day_anonymous_share", .25,
                        "known", known.size()));
    }

    private void refusals(
            Instant last, long refused, List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Long> byReason = new TreeMap<>();
        for (long i = 0; i < refused; i++) {
            offset += 1 + random.nextInt(400);
            ProducerRecord<byte[], byte[]> letter =
                    switch (random.nextInt(5)) {
                        case 0, 1 ->
                                letter(
                                        "unknown_currency",
                                        "properties.currency",
                                        "properties.currency is \"GBX\": expected a currency with a"
                                                + " rate");
                        case 2 -> letter("not_json", "", "The record is not JSON: it ends early");
                        case 3 ->
                                letter(
                                        "negative_amount",
                                        "properties.total",
                                        "properties.total is -12.5: expected 0 or more");
                        default ->
                                letter(
                                        "missing_timestamp",
                                        "timestamp",
                                        "timestamp is absent: expected an ISO 8601 instant");
                    };
            records.add(letter);
            byReason.merge(
                    new String(
                            letter.headers().lastHeader("reason").value(), StandardCharsets.UTF_8),
                    1L,
                    Long::sum);
        }
        byReason.forEach(
                (reason, count) ->
                        records.add(
                                Records.kpi(
                                        "dead_letters",
                                        Map.of("reason", reason),
                                        last,
                                        window.toSeconds(),
                                        Map.of("count", count))));
    }

    private ProducerRecord<byte[], byte[]> letter(String reason, String field, String message) {
        return Records.deadLetter(reason, field, message, offset, "{\"secret\":\"payload\"}");
    }

    private void endDay(Instant last, List<ProducerRecord<byte[], byte[]>> records) {
        List<Customer> buyers = known.stream().filter(c -> c.orders > 0).toList();
        long[] recency = bounds(buyers, c -> -c.lastOrderAt.getEpochSecond());
        long[] frequency = bounds(buyers, c -> c.orders);
        long[] monetary = bounds(buyers, c -> c.net);
        Map<String, long[]> sizes = new HashMap<>();
        GROUPS.forEach(group -> sizes.put(group, new long[4]));
        for (Customer customer : known) {
            String before = customer.group;
            if (customer.orders > 0) {
                int r = 6 - score(recency, -customer.lastOrderAt.getEpochSecond());
                int f = score(frequency, customer.orders);
                int m = score(monetary, customer.net);
                customer.group = group(r, (f + m + 1) / 2);
            }
            sizes.get(customer.group)[0]++;
            sizes.get(customer.group)[1] += customer.net;
            if (!before.equals(customer.group)) {
                sizes.get(customer.group)[2]++;
                sizes.get(before)[3]++;
                records.add(Records.move(customer.id, before, customer.group, last, customer.net));
                records.add(profile(customer));
            }
        }
        sizes.forEach(
                (group, size) ->
                        records.add(
                                Records.kpi(
                                        "segments",
                                        Map.of("group", group),
                                        last,
                                        window.toSeconds(),
                                        Map.of(
                                                "customers", size[0],
                                                "value", size[1],
                                                "moved_in", size[2],
                                                "moved_out", size[3]))));
    }

    private static ProducerRecord<byte[], byte[]> profile(Customer customer) {
        return Records.profile(
                customer.id, customer.net, customer.orders, customer.group, customer.lastOrderAt);
    }

    private static String group(int r, int fm) {
        if (r >= 4) {
            return fm == 5
                    ? "CHAMPIONS"
                    : fm == 4
                            ? "LOYAL"
                            : fm == 3 ? "ACTIVE" : r == 5 && fm == 1 ? "NEW" : "PROMISING";
        }
        if (r == 3) {
            return fm >= 4 ? "LOYAL" : "NEEDS_ATTENTION";
        }
        if (fm >= 3) {
            return r == 1 && fm >= 4 ? "PREVIOUSLY_LOYAL" : "AT_RISK";
        }
        return r == 2 ? "ALMOST_LOST" : "DORMANT";
    }

    private static long[] bounds(List<Customer> buyers, ToLongFunction<Customer> of) {
        long[] sorted = buyers.stream().mapToLong(of).sorted().toArray();
        long[] bounds = new long[4];
        for (int i = 0; i < 4 && sorted.length > 0; i++) {
            bounds[i] = sorted[Math.min(sorted.length - 1, sorted.length * (i + 1) / 5)];
        }
        return bounds;
    }

    private static int score(long[] bounds, long value) {
        return 1 + (int) Arrays.stream(bounds).filter(bound -> bound < value).count();
    }

    private Customer pick() {
        // The clientele grows: a customer is met only after the ones before.
        int reachable = Math.min(CUSTOMERS, 120 + known.size() * 11 / 10);
        for (; ; ) {
            Customer customer = customers.get(random.nextInt(reachable));
            if (random.nextDouble() < customer.appetite) {
                return customer;
            }
        }
    }

    private static double season(Instant start) {
        ZonedDateTime time = start.atZone(ZoneOffset.UTC);
        double weekday =
                time.getDayOfWeek() == DayOfWeek.SUNDAY
                        ? .7
                        : time.getDayOfWeek() == DayOfWeek.FRIDAY ? 1.25 : 1;
        double growth = 1 + .12 * Math.sin(time.getDayOfYear() / 9.0);
        return HOURS[time.getHour()] / 1.15 * weekday * growth;
    }

    private long poisson(double mean) {
        if (mean > 30) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        long count = 0;
        for (double product = random.nextDouble();
                product > limit;
                product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
