package io.clientele.analytics.backtest;

import io.clientele.analytics.model.Models;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.time.ShopCalendar;
import java.util.Comparator;
import java.util.List;

/**
 * What the stream knew and said at the end of a day, and what came after.
 *
 * @param day the day, days since 1970
 * @param calendar of the shop
 * @param models as of the day's end
 * @param buyers the profiles, as of the day's end, of customers with an order, by id
 * @param later the orders after the day
 * @param knownDays for how many days after the cut the orders are known
 */
public record Cut(
        long day,
        ShopCalendar calendar,
        Models models,
        List<Profile> buyers,
        LaterOrders later,
        int knownDays) {

    /** Leaves out who has not ordered, and sorts by id. */
    public Cut {
        buyers =
                buyers.stream()
                        .filter(profile -> profile.standing().lifetime().hasOrdered())
                        .sorted(Comparator.comparing(Profile::customerId))
                        .toList();
    }

    /** On how many of the days after the cut each buyer ordered. */
    double[] purchaseDays(int days) {
        return buyers.stream()
                .mapToDouble(buyer -> later.purchaseDays(buyer.customerId(), days))
                .toArray();
    }

    /** What each buyer ordered on the days after the cut, minor units. */
    double[] spend(int days) {
        return buyers.stream()
                .mapToDouble(buyer -> later.spend(buyer.customerId(), days))
                .toArray();
    }

    /** Whether each buyer ordered nothing on the days after the cut. */
    boolean[] churned(int days) {
        boolean[] churned = new boolean[buyers.size()];
        for (int i = 0; i < churned.length; i++) {
            churned[i] = later.purchaseDays(buyers.get(i).customerId(), days) == 0;
        }
        return churned;
    }

    /** Days from each buyer's last order to the cut. */
    double[] recencies() {
        return buyers.stream()
                .mapToDouble(buyer -> day - buyer.standing().lifetime().lastOrderDay())
                .toArray();
    }
}
