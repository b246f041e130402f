package io.clientele.analytics.value;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.random.RandomDataGenerator;

/**
 * Somebody who buys as a purchase model says, purchase by purchase.
 *
 * @param repeats the times of the repeat purchases, weeks after the first
 */
record SimulatedCustomer(List<Double> repeats) {

    /** A customer's purchases within some weeks of the first. */
    static SimulatedCustomer of(PurchaseModel model, double weeks, RandomDataGenerator random) {
        double rate = random.nextGamma(model.r(), 1 / model.alpha());
        double leaves = random.nextBeta(model.a(), model.b());
        boolean there =
                model.family() == PurchaseFamily.BG_NBD || random.nextUniform(0, 1) >= leaves;
        List<Double> repeats = new ArrayList<>();
        double time = random.nextExponential(1 / rate);
        while (there && time < weeks) {
            repeats.add(time);
            there = random.nextUniform(0, 1) >= leaves;
            time += random.nextExponential(1 / rate);
        }
        return new SimulatedCustomer(repeats);
    }

    /** What is known of the customer at a time. */
    PurchaseHistory at(double weeks) {
        long count = repeats.stream().filter(time -> time <= weeks).count();
        return new PurchaseHistory(count, count == 0 ? 0 : repeats.get((int) count - 1), weeks);
    }

    /** How often the customer buys between two times. */
    long between(double from, double to) {
        return repeats.stream().filter(time -> time > from && time <= to).count();
    }
}
