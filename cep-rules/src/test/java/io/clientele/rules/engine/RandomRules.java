package io.clientele.rules.engine;

import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.RuleInput;
import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.language.Rule;
import io.clientele.rules.language.RuleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random rules of every form that the language has, and random events for them. */
final class RandomRules {

    static final RuleReader READER = new RuleReader(Vocabulary.standard(), 2);

    private static final List<String> NAMES =
            List.of("Product Viewed", "Product Added", "Order Completed", "Coupon Applied");

    private RandomRules() {}

    /** A rule and its text. */
    record Written(String text, Rule rule) {}

    /** A rule that the reader accepts. */
    static Written rule(SplittableRandom random) {
        return rule(random, "random");
    }

    static Written rule(SplittableRandom random, String name) {
        while (true) {
            String text = text(random, name);
            if (READER.read("random", text) instanceof RuleReader.Sound sound) {
                return new Written(text, sound.rule());
            }
        }
    }

    private static String text(SplittableRandom random, String name) {
        int steps = 1 + random.nextInt(4);
        StringBuilder text =
                new StringBuilder("rule: " + name + "\nversion: 1\ndescription: x\npattern:\n");
        List<String> single = new ArrayList<>();
        List<String> several = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            boolean absent = i > 0 && random.nextInt(4) == 0;
            String step = "s" + i;
            text.append(absent ? "  - not: " : "  - step: ").append(step).append('\n');
            text.append("    event: ").append(events(random)).append('\n');
            if (i > 0 && random.nextInt(4) == 0) {
                text.append("    contiguity: strict\n");
            }
            boolean counted = !absent && random.nextInt(3) == 0;
            boolean optional = !absent && random.nextInt(5) == 0;
            if (counted) {
                int least = 1 + random.nextInt(3);
                text.append("    times: ")
                        .append(
                                switch (random.nextInt(3)) {
                                    case 0 -> "" + least;
                                    case 1 -> least + "+";
                                    default -> least + "-" + (least + 1 + random.nextInt(2));
                                })
                        .append('\n');
            }
            if (optional) {
                text.append("    optional: true\n");
            }
            where(random, text, single, several);
            if (i > 0 && random.nextInt(5) == 0) {
                text.append(absent ? "    for: " : "    gap: ")
                        .append(1 + random.nextInt(6))
                        .append("m\n");
            }
            if (!absent) {
                (counted || optional ? several : single).add(step);
            }
        }
        if (random.nextInt(6) != 0) {
            text.append("within: ").append(2 + random.nextInt(15)).append("m\n");
        }
        if (random.nextInt(5) == 0) {
            text.append("matches: all\n");
        }
        return text.append("emit: {kind: k, message: m}\n").toString();
    }

    private static String events(SplittableRandom random) {
        String first = NAMES.get(random.nextInt(NAMES.size()));
        return random.nextInt(4) == 0
                ? "[" + first + ", " + NAMES.get(random.nextInt(NAMES.size())) + "]"
                : first;
    }

    private static void where(
            SplittableRandom random,
            StringBuilder text,
            List<String> single,
            List<String> several) {
        switch (random.nextInt(6)) {
            case 0, 1 ->
                    text.append("    where: event.amount >= ")
                            .append(random.nextInt(5))
                            .append('\n');
            case 2 -> {
                if (!single.isEmpty()) {
                    text.append("    where: event.amount >= ")
                            .append(single.get(random.nextInt(single.size())))
                            .append(".amount\n");
                }
            }
            case 3 -> {
                if (!several.isEmpty()) {
                    text.append("    where: ")
                            .append(several.get(random.nextInt(several.size())))
                            .append(".all(e, e.amount <= event.amount + 1)\n");
                }
            }
            default -> {}
        }
    }

    /** Events in the order of their times, some at the same time. */
    static List<RuleInput> events(SplittableRandom random, int count) {
        List<RuleInput> events = new ArrayList<>();
        long time = 1_000_000;
        for (int i = 0; i < count; i++) {
            time += 60_000L * random.nextInt(4);
            String name =
                    random.nextInt(8) == 0
                            ? "Cart Viewed"
                            : NAMES.get(random.nextInt(NAMES.size()));
            events.add(
                    new RuleInput(
                            new RuleEvent(
                                    name,
                                    time,
                                    "e" + i,
                                    Map.of("amount", (double) random.nextInt(6))),
                            CustomerView.unknown("c")));
        }
        return events;
    }
}
