package io.clientele.job.ledger;

import java.util.Random;
import java.util.function.Supplier;

/** What is remembered of a customer, at random. */
public final class SampleMemories {

    private SampleMemories() {}

    /** One at random. */
    public static CustomerMemory of(
            Random random,
            Supplier<String> messages,
            Supplier<String> orders,
            Supplier<Long> times) {
        CustomerMemory memory = new CustomerMemory();
        memory.cancellationsWait = random.nextBoolean();
        if (random.nextBoolean()) {
            memory.alarmAt = times.get();
        }
        for (int count = random.nextInt(20); count > 0; count--) {
            memory.messages.put(messages.get(), times.get());
        }
        for (int count = random.nextInt(4); count > 0; count--) {
            memory.orders.put(
                    orders.get(), new OrderMark(times.get(), random.nextInt(100_000) - 1));
        }
        return memory;
    }
}
