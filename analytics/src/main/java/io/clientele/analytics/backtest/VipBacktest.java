package io.clientele.analytics.backtest;

import io.clientele.analytics.profile.Profile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What the customers who were VIPs at a cut carried of the revenue, before it and after it. */
public final class VipBacktest {

    private static final String NAME = "vips";
    private static final String TITLE = "VIPs, by lifetime value";

    private VipBacktest() {}

    /**
     * The figures.
     *
     * @param days after the cut, 1 to those that are known
     */
    public static Section of(Cut cut, int days) {
        if (cut.models().value().isEmpty()) {
            return Section.without(NAME, TITLE, "no value model had been fitted");
        }
        List<Profile> buyers = cut.buyers();
        double[] before =
                buyers.stream().mapToDouble(b -> b.standing().lifetime().gross()).toArray();
        double[] after = cut.spend(days);
        boolean[] vip = new boolean[buyers.size()];
        int vips = 0;
        for (int i = 0; i < vip.length; i++) {
            vip[i] = buyers.get(i).insight().value().orElseThrow().vip();
            vips += vip[i] ? 1 : 0;
        }
        return new Section(
                NAME,
                TITLE,
                List.of(
                        Figure.count("vips", "VIPs", vips).beside("customers", buyers.size()),
                        Figure.share(
                                "revenue_before",
                                "their share of all revenue to the cut",
                                share(vip, before)),
                        Figure.share(
                                        "revenue_after",
                                        "their share of these customers' next %d days"
                                                .formatted(days),
                                        share(vip, after))
                                .beside("top_so_far", share(top(before, vips), after))
                                .beside("by_chance", (double) vips / buyers.size())
                                .beside("hindsight", share(top(after, vips), after))),
                List.of());
    }

    private static double share(boolean[] chosen, double[] amounts) {
        double sum = 0;
        for (int i = 0; i < amounts.length; i++) {
            sum += chosen[i] ? amounts[i] : 0;
        }
        return sum / Arrays.stream(amounts).sum();
    }

    private static boolean[] top(double[] amounts, int count) {
        Integer[] order = new Integer[amounts.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -amounts[i]));
        boolean[] top = new boolean[amounts.length];
        for (int i = 0; i < count; i++) {
            top[order[i]] = true;
        }
        return top;
    }
}
