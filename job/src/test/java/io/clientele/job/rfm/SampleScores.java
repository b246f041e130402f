package io.clientele.job.rfm;

import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.analytics.rfm.RfmScore;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** What is kept of a customer's score, at random. */
public final class SampleScores {

    private SampleScores() {}

    /** One at random. */
    public static CustomerScore of(
            Random random,
            Supplier<Optional<Standing>> standings,
            Supplier<Optional<RfmScore>> scores) {
        CustomerScore customer = new CustomerScore();
        customer.standing = standings.get();
        for (int days = random.nextInt(4); days > 0; days--) {
            customer.open.put(random.nextLong(30_000), standings.get());
        }
        customer.score = scores.get();
        if (random.nextBoolean()) {
            RfmGroup[] groups = RfmGroup.values();
            customer.group = Optional.of(groups[random.nextInt(groups.length)]);
            customer.vip = random.nextBoolean();
            customer.value = random.nextInt();
        }
        return customer;
    }
}
