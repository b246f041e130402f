package io.clientele.analytics.model;

import io.clientele.analytics.ledger.Lifetime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The lifetime value that a wanted share of customers exceeds. */
final class VipBound {

    private VipBound() {}

    /**
     * The bound. Values are computed from the highest upper bound down, until no other can be among
     * the highest (Fagin, Lotem and Naor 2001: the threshold algorithm).
     *
     * @param share of the customers who are to exceed it, at the most
     * @param customers with an order, at least one
     */
    static double of(ValueModels models, double share, List<Lifetime> customers, long day) {
        int vips = (int) Math.floor(share * customers.size());
        double[] most = new double[customers.size()];
        Integer[] order = new Integer[customers.size()];
        for (int i = 0; i < most.length; i++) {
            most[i] = models.mostLifetimeValue(customers.get(i), day);
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> -most[i]));
        PriorityQueue<Long> highest = new PriorityQueue<>();
        for (int next : order) {
            if (highest.size() > vips && most[next] <= highest.element()) {
                break;
            }
            highest.add(models.model().estimate(customers.get(next), day).lifetimeValue());
            if (highest.size() > vips + 1) {
                highest.remove();
            }
        }
        return highest.element();
    }
}
