package io.clientele.analytics.event;

import java.util.OptionalLong;

/**
 * What an event says of an article. Texts are empty where the event does not say them, and at most
 * 256 characters long.
 *
 * @param id the shop's number of the article: {@code product_id}, else {@code sku}
 * @param category what kind of article it is
 * @param brand whose make it is
 * @param price of one piece, minor units of the reporting currency, not negative
 */
public record Product(String id, String category, String brand, OptionalLong price) {

    /** An article of which nothing is said. */
    public static final Product UNKNOWN = new Product("", "", "", OptionalLong.empty());
}
