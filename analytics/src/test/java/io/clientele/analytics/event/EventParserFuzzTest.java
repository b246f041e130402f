package io.clientele.analytics.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.event.Refusal.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes are, the parser answers, soon, and in words that can be passed on. */
@Timeout(60)
class EventParserFuzzTest {

    private static final List<String> FRAGMENTS =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\"",
                    "\\",
                    "\\u",
                    "\\ud800",
                    "\\u0000",
                    "null",
                    "true",
                    "NaN",
                    "-",
                    "1e999999999",
                    "-1e999999999",
                    "1e-999999999",
                    "9e9999999999999",
                    "0.",
                    "\u0000",
                    "\uFEFF",
                    "\"total\":",
                    "\"products\":[{",
                    "\"properties\":{",
                    "\"timestamp\":",
                    "\"messageId\":1,",
                    "{}",
                    " ",
                    "\n");

    private final EventParser parser = new EventParser(EventSamples.POUNDS, Duration.ofHours(1));

    @Test
    void a_hundred_thousand_damaged_events_are_each_accepted_or_refused() {
        EventSamples samples = new EventSamples(11);
        Random random = new Random(12);
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        int accepted = 0;
        for (int i = 0; i < 100_000; i++) {
            String event = random.nextBoolean() ? samples.sound() : samples.odd();
            byte[] record = damaged(event.getBytes(UTF_8), random);
            if (answer(record) instanceof Parsed.Refused refused) {
                reasons.add(refused.refusal().reason());
            } else {
                accepted++;
            }
        }
        assertThat(accepted).isBetween(5_000, 95_000);
        assertThat(reasons).contains(Reason.NOT_JSON).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void random_bytes_are_refused() {
        Random random = new Random(13);
        for (int i = 0; i < 20_000; i++) {
            byte[] record = new byte[random.nextInt(200)];
            random.nextBytes(record);
            if (record.length > 0 && random.nextBoolean()) {
                record[0] = '{';
            }
            assertThat(answer(record)).isInstanceOf(Parsed.Refused.class);
        }
    }

    @Test
    void hostile_records_cost_neither_stack_nor_time() {
        String head = "{\"messageId\":\"m\",\"timestamp\":\"2011-12-09T12:00:00Z\",";
        String order = head + "\"event\":\"Order Completed\",\"properties\":{";
        int much = 1_000_000;
        for (String record :
                List.of(
                        "[".repeat(much),
                        "{\"a\":".repeat(much / 5),
                        head + "\"a\":" + "[".repeat(much),
                        head + "\"userId\":" + "[".repeat(900) + "]".repeat(900) + "}",
                        head + "\"a\":" + "9".repeat(much) + "}",
                        head + "\"userId\":" + "9".repeat(much) + "}",
                        head + "\"userId\":\"" + "\\ud800".repeat(much / 6) + "\"}",
                        head + "\"userId\":\"" + "\u0001".repeat(much) + "\"}",
                        head + "\"event\":\"" + "x".repeat(much) + "\"}",
                        head + "\"" + "n".repeat(much) + "\":1}",
                        head + "\"timestamp\":\"" + "9".repeat(much) + "\"}",
                        order + "\"total\":" + "9".repeat(much) + "}}",
                        order + "\"total\":0." + "9".repeat(much) + "}}",
                        order + "\"total\":\"" + "9".repeat(much) + "\"}}",
                        order + "\"total\":1e" + "9".repeat(much) + "}}",
                        order + "\"total\":1e-999999999}}",
                        order + "\"total\":1e-99999999999999999999}}",
                        order + "\"order_id\":1e-999999999,\"total\":1}}",
                        order + "\"products\":[" + "{},".repeat(much / 3) + "{}]}}",
                        order + "\"products\":[" + "1,".repeat(much / 2) + "1]}}",
                        order
                                + "\"products\":["
                                + "{\"price\":1e-99999,\"quantity\":1e-99999},".repeat(much / 45)
                                + "{\"price\":1}]}}",
                        order
                                + "\"products\":["
                                + ("{\"price\":1." + "7".repeat(990) + "}, ").repeat(much / 1010)
                                + "{\"price\":1}]}}")) {
            answer(record.getBytes(UTF_8));
        }
    }

    private Parsed answer(byte[] record) {
        Parsed parsed = parser.parse(record);
        if (parsed instanceof Parsed.Refused refused) {
            String message = refused.refusal().message();
            assertThat(message).contains(", expected ").hasSizeLessThan(600);
            assertThat(new String(message.getBytes(UTF_8), UTF_8)).isEqualTo(message);
            assertThat(message.chars()).noneMatch(Character::isISOControl);
        } else {
            EventHeader header = ((Parsed.Accepted) parsed).event().header();
            assertThat(header.messageId()).isNotEmpty();
            assertThat(header.identity()).isNotEmpty();
        }
        return parsed;
    }

    private static byte[] damaged(byte[] event, Random random) {
        byte[] record = event;
        for (int damage = random.nextInt(4); damage > 0; damage--) {
            int at = random.nextInt(record.length + 1);
            record =
                    switch (random.nextInt(6)) {
                        case 0 -> replaced(record, at, at, random.nextInt(256));
                        case 1 -> replaced(record, at, at + 1, random.nextInt(256));
                        case 2 -> replaced(record, at, at + random.nextInt(8));
                        case 3 ->
                                replaced(
                                        record,
                                        at,
                                        at + random.nextInt(3),
                                        FRAGMENTS
                                                .get(random.nextInt(FRAGMENTS.size()))
                                                .getBytes(UTF_8));
                        case 4 -> random.nextInt(4) == 0 ? Arrays.copyOf(record, at) : record;
                        default -> {
                            int from = random.nextInt(record.length + 1);
                            int to = Math.min(record.length, from + random.nextInt(40));
                            yield replaced(record, at, at, Arrays.copyOfRange(record, from, to));
                        }
                    };
        }
        return record;
    }

    private static byte[] replaced(byte[] record, int from, int to, int... bytes) {
        byte[] by = new byte[bytes.length];
        for (int i = 0; i < by.length; i++) {
            by[i] = (byte) bytes[i];
        }
        return replaced(record, from, to, by);
    }

    private static byte[] replaced(byte[] record, int from, int to, byte[] by) {
        int end = Math.min(record.length, to);
        byte[] result = new byte[record.length - (end - from) + by.length];
        System.arraycopy(record, 0, result, 0, from);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(record, end, result, from + by.length, record.length - end);
        return result;
    }
}
