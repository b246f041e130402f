package io.clientele.analytics.simulate.truth;

import io.clientele.analytics.event.EventType;
import io.clientele.analytics.simulate.Customer;
import io.clientele.analytics.simulate.CustomerTraits;
import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.SimulatorSettings;
import java.time.Instant;
import java.util.Optional;

/** A customer, while what he does is noted. */
final class CustomerHistory {
    private final Customer customer;
    private int orders;
    private long firstOrder;
    private long lastOrder;
    private boolean left;

    CustomerHistory(Customer customer) {
        this.customer = customer;
    }

    void add(SimulatedEvent event) {
        if (event.type() == EventType.ORDER_COMPLETED) {
            if (orders == 0) {
                firstOrder = event.timestamp();
            }
            lastOrder = event.timestamp();
            orders++;
        }
    }

    void leave(SimulatedEvent lastOrder) {
        add(lastOrder);
        left = true;
    }

    CustomerTruth truth(SimulatorSettings settings) {
        CustomerTraits traits = customer.traits();
        Optional<Instant> last = at(lastOrder).filter(time -> orders > 0);
        return new CustomerTruth(
                customer.id(),
                customer.existing(),
                traits.purchaseRate(),
                traits.dropoutProbability(),
                traits.spendScale(),
                settings.spend().p() / traits.spendScale(),
                traits.purchaseRate() * (1 + settings.visits().perPurchase()),
                traits.favouriteCategoryName(),
                orders,
                at(firstOrder).filter(time -> orders > 0 && !customer.existing()),
                last,
                last.filter(time -> left));
    }

    private static Optional<Instant> at(long millis) {
        return Optional.of(Instant.ofEpochMilli(millis));
    }
}
