package io.clientele.analytics.simulate;

import java.util.Locale;

/**
 * A customer of the shop: a cause of what he does on his own account.
 *
 * @param number of the account, from 1 on
 * @param traits what he is like
 * @param existing whether he had bought before the start
 */
public record Customer(long number, CustomerTraits traits, boolean existing) implements Cause {

    /** The {@code userId}. */
    public String id() {
        return id(number);
    }

    static String id(long number) {
        return String.format(Locale.ROOT, "c%07d", number);
    }
}
