package io.clientele.job.pattern;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.EventHeader;
import io.clientele.analytics.event.EventHeader.IdentityKind;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.event.Interaction;
import io.clientele.job.SampleEvents;
import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.language.RuleReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random rules of every form of a sequence, and random events of a few customers for them. */
record RandomShop(SplittableRandom random) {

    private static final RuleReader READER = new RuleReader(Vocabulary.standard(), 2);
    private static final long MINUTE = 60_000;
    private static final List<String> NAMES =
            List.of("Product Viewed", "Product Added", "Order Completed", "Order Refunded");

    /** Rules that the reader accepts. */
    List<RuleRecord> rules(int count) {
        List<RuleRecord> rules = new ArrayList<>();
        while (rules.size() < count) {
            String name = "rule-" + rules.size();
            String text = rule(name);
            if (READER.read(name, text) instanceof RuleReader.Sound) {
                rules.add(RuleRecord.of(name, text));
            }
        }
        return rules;
    }

    private String rule(String name) {
        StringBuilder text =
                new StringBuilder("rule: " + name + "\nversion: 1\ndescription: x\npattern:\n");
        List<String> single = new ArrayList<>();
        int steps = 1 + random.nextInt(4);
        for (int i = 0; i < steps; i++) {
            boolean absent = i > 0 && random.nextInt(4) == 0;
            boolean plain = step(text, "s" + i, i > 0, absent);
            where(text, single);
            if (plain && !absent) {
                single.add("s" + i);
            }
        }
        text.append("within: ").append(2 + random.nextInt(15)).append("m\n");
        if (random.nextInt(5) == 0) {
            text.append("matches: all\n");
        }
        return text.append("emit: {kind: k, message: m}\n").toString();
    }

    /** Whether the step takes exactly one event. */
    private boolean step(StringBuilder text, String name, boolean later, boolean absent) {
        text.append(absent ? "  - not: " : "  - step: ").append(name).append('\n');
        text.append("    event: ").append(eventNames()).append('\n');
        if (later && random.nextInt(4) == 0) {
            text.append("    contiguity: strict\n");
        }
        if (absent) {
            return false;
        }
        boolean plain = true;
        if (random.nextInt(3) == 0) {
            int least = 1 + random.nextInt(3);
            text.append("    times: ")
                    .append(
                            List.of(least + "", least + "+", least + "-" + (least + 2))
                                    .get(random.nextInt(3)))
                    .append('\n');
            plain = false;
        }
        if (random.nextInt(5) == 0) {
            text.append("    optional: true\n");
            plain = false;
        }
        if (later && random.nextInt(5) == 0) {
            text.append("    gap: ").append(1 + random.nextInt(6)).append("m\n");
        }
        return plain;
    }

    private String eventNames() {
        String first = NAMES.get(random.nextInt(NAMES.size()));
        return random.nextInt(4) == 0
                ? "[" + first + ", " + NAMES.get(random.nextInt(NAMES.size())) + "]"
                : first;
    }

    private void where(StringBuilder text, List<String> single) {
        switch (random.nextInt(5)) {
            case 0 -> text.append("    where: event.amount >= " + random.nextInt(4) + "\n");
            case 1 -> text.append("    where: '!has(event.amount) || event.amount > 1'\n");
            case 2 -> {
                if (!single.isEmpty()) {
                    String step = single.get(random.nextInt(single.size()));
                    text.append("    where: event.amount >= " + step + ".amount\n");
                }
            }
            default -> {}
        }
    }

    /** Events in the order of their times, some of them at the same time. */
    List<CommerceEvent> events(int count, int customers) {
        List<CommerceEvent> events = new ArrayList<>();
        long time = SampleEvents.at(0, 0);
        for (int i = 0; i < count; i++) {
            time += MINUTE * random.nextInt(2);
            String id = "e%04d".formatted(i);
            String customer = "customer-" + random.nextInt(customers);
            EventHeader header = new EventHeader(id, customer, IdentityKind.USER, time);
            events.add(
                    switch (random.nextInt(9)) {
                        case 0, 1 -> new Interaction(header, EventType.PRODUCT_VIEWED);
                        case 2, 3 -> new Interaction(header, EventType.PRODUCT_ADDED);
                        case 4, 5 -> SampleEvents.refund(id, customer, random.nextInt(6), time);
                        case 6 -> new Interaction(header, EventType.CART_VIEWED);
                        default -> SampleEvents.order(id, customer, id, random.nextInt(6), time);
                    });
        }
        return events;
    }

    /** As events come that are late by no more than a bound. */
    List<CommerceEvent> disordered(List<CommerceEvent> events, long bound) {
        Map<String, Long> arrival = new HashMap<>();
        events.forEach(
                event ->
                        arrival.put(
                                event.header().messageId(),
                                event.header().timestamp() + random.nextLong(bound + 1)));
        return events.stream()
                .sorted(Comparator.comparing(event -> arrival.get(event.header().messageId())))
                .toList();
    }
}
