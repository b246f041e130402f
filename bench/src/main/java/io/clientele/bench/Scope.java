package io.clientele.bench;

import static io.clientele.bench.contender.Backend.HEAP;
import static io.clientele.bench.contender.Backend.ROCKSDB;

import io.clientele.bench.contender.Backend;
import io.clientele.bench.contender.Contender;
import io.clientele.bench.contender.Engine;
import io.clientele.bench.measure.Plan;
import io.clientele.bench.shop.ShopTopic.Trade;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run measures.
 *
 * @param parts one after the other, each with a topic of its own
 * @param plan how long each contender runs; parts have warm-ups of their own
 * @param latency the contenders whose latency is measured, too, at half of the load measured before
 * @param micro whether the parser and the ledger are measured by themselves, too
 */
record Scope(List<Part> parts, Plan plan, List<Contender> latency, boolean micro) {

    /**
     * Contenders on one topic.
     *
     * @param customers of the shop
     * @param trade how often they come
     * @param events in the topic; 0 for the topic of the part before
     * @param rounds in each of them all contenders run once, in their order
     * @param warmUp of all of these contenders; the same in all parts on one topic
     */
    record Part(
            int customers,
            Trade trade,
            long events,
            int rounds,
            Duration warmUp,
            List<Contender> contenders) {}

    /** So long that hardly any compilation is left for the measured time. */
    private static final Duration LONG = Duration.ofSeconds(40);

    private static final Duration SHORT = Duration.ofSeconds(20);

    static final int USUAL_CUSTOMERS = 100_000;

    static final int FEW_CUSTOMERS = 10_000;

    /** So few that a window of 30 days fills while the query warms up. */
    static final int DAILY_CUSTOMERS = 2_000;

    private static final Contender HEAP_1 = new Contender(Engine.JOB, HEAP, 1);
    private static final Contender HEAP_2 = new Contender(Engine.JOB, HEAP, 2);
    private static final Contender ROCKSDB_1 = new Contender(Engine.JOB, ROCKSDB, 1);
    private static final Contender ROCKSDB_2 = new Contender(Engine.JOB, ROCKSDB, 2);
    private static final Contender STREAMS_1 = new Contender(Engine.STREAMS, ROCKSDB, 1);
    private static final Contender STREAMS_2 = new Contender(Engine.STREAMS, ROCKSDB, 2);
    private static final Contender STREAMS_SPARING_1 =
            new Contender(Engine.STREAMS_SPARING, ROCKSDB, 1);
    private static final Contender SQL_HEAP = new Contender(Engine.SQL_OVER, HEAP, 1);
    private static final Contender LOOP = new Contender(Engine.LOOP, HEAP, 1);
    private static final Contender SQL_ROCKSDB = new Contender(Engine.SQL_OVER, ROCKSDB, 1);

    private static final Contender RULES_ROCKSDB_2 = rules(Engine.RULES, ROCKSDB, 2, 10);
    private static final List<Contender> RULES =
            List.of(
                    rules(Engine.RULES, HEAP, 1, 10),
                    rules(Engine.PATTERNS, HEAP, 1, 10),
                    rules(Engine.RULES, ROCKSDB, 1, 10),
                    rules(Engine.PATTERNS, ROCKSDB, 1, 10),
                    rules(Engine.RULES, HEAP, 1, 100),
                    rules(Engine.PATTERNS, HEAP, 1, 100),
                    RULES_ROCKSDB_2);

    /** All of it, some forty minutes. */
    static Scope full() {
        return new Scope(
                List.of(
                        new Part(
                                USUAL_CUSTOMERS,
                                Trade.USUAL,
                                6_000_000,
                                1,
                                LONG,
                                List.of(
                                        ROCKSDB_1,
                                        STREAMS_1,
                                        STREAMS_SPARING_1,
                                        HEAP_1,
                                        LOOP,
                                        new Contender(Engine.CEILING, HEAP, 1))),
                        new Part(
                                USUAL_CUSTOMERS,
                                Trade.USUAL,
                                0,
                                1,
                                LONG,
                                List.of(
                                        ROCKSDB_2,
                                        STREAMS_2,
                                        HEAP_2,
                                        new Contender(Engine.CEILING, HEAP, 2),
                                        new Contender(Engine.STREAMS_MONEY_ONLY, ROCKSDB, 1))),
                        new Part(USUAL_CUSTOMERS, Trade.USUAL, 0, 1, LONG, RULES),
                        new Part(
                                FEW_CUSTOMERS,
                                Trade.USUAL,
                                3_000_000,
                                1,
                                SHORT,
                                List.of(ROCKSDB_1, SQL_ROCKSDB, HEAP_1, ROCKSDB_2, HEAP_2)),
                        new Part(
                                DAILY_CUSTOMERS,
                                Trade.DAILY_NEEDS,
                                3_000_000,
                                1,
                                SHORT,
                                List.of(ROCKSDB_1, SQL_ROCKSDB, HEAP_1, SQL_HEAP)),
                        new Part(
                                1_000_000,
                                Trade.USUAL,
                                4_000_000,
                                1,
                                SHORT,
                                List.of(ROCKSDB_1, STREAMS_1, HEAP_1, ROCKSDB_2, HEAP_2))),
                plan(20, 10),
                List.of(ROCKSDB_2, STREAMS_2, HEAP_2, RULES_ROCKSDB_2),
                true);
    }

    /** Only what the bar is about, some eight minutes. */
    static Scope quick() {
        return new Scope(
                List.of(
                        new Part(
                                USUAL_CUSTOMERS,
                                Trade.USUAL,
                                6_000_000,
                                1,
                                LONG,
                                List.of(
                                        ROCKSDB_1,
                                        STREAMS_1,
                                        HEAP_1,
                                        LOOP,
                                        rules(Engine.RULES, HEAP, 1, 10),
                                        rules(Engine.PATTERNS, HEAP, 1, 10))),
                        new Part(
                                DAILY_CUSTOMERS,
                                Trade.DAILY_NEEDS,
                                2_000_000,
                                1,
                                SHORT,
                                List.of(ROCKSDB_1, SQL_ROCKSDB))),
                plan(20, 10),
                List.of(),
                false);
    }

    /** Only the rules, some eight minutes. */
    static Scope rules() {
        return new Scope(
                List.of(new Part(USUAL_CUSTOMERS, Trade.USUAL, 6_000_000, 1, LONG, RULES)),
                plan(40, 8),
                List.of(RULES_ROCKSDB_2),
                false);
    }

    /** Whoever runs so many rules. */
    static Contender rules(Engine engine, Backend backend, int parallelism, int rules) {
        return new Contender(
                engine, backend, parallelism, Map.of("rules", Integer.toString(rules)));
    }

    static Plan plan(int warmUpSeconds, int measuredSeconds) {
        return new Plan(
                Duration.ofSeconds(warmUpSeconds),
                Duration.ofSeconds(measuredSeconds),
                Duration.ofSeconds(10),
                Duration.ofHours(1));
    }
}
