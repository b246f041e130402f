package io.clientele.analytics.event;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * What a record says of an article beside price and quantity. Nothing in it is ever wrong: what is
 * no text counts as absent. Reused from record to record.
 */
final class RawProduct {

    private final TextField productId = new TextField();
    private final TextField sku = new TextField();
    private final TextField category = new TextField();
    private final TextField brand = new TextField();

    /** As if the record did not have it. */
    void clear() {
        productId.clear();
        sku.clear();
        category.clear();
        brand.clear();
    }

    /** Reads a field of an article, if it is one; false if it is another, which is not read. */
    boolean read(String name, JsonParser json) throws IOException {
        switch (name) {
            case "product_id" -> productId.readDetail(json);
            case "sku" -> sku.readDetail(json);
            case "category" -> category.readDetail(json);
            case "brand" -> brand.readDetail(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The article at a price. */
    Product product(OptionalLong price) {
        String id = productId.text().isEmpty() ? sku.text() : productId.text();
        return id.isEmpty()
                        && category.text().isEmpty()
                        && brand.text().isEmpty()
                        && price.isEmpty()
                ? Product.UNKNOWN
                : new Product(id, category.text(), brand.text(), price);
    }
}
