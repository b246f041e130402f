package io.clientele.analytics.event;

/** One of a record's products, while it is read. Reused from product to product. */
final class RawLine {

    private static final NumberField ONE = NumberField.quantity();

    static {
        ONE.setOne();
    }

    final NumberField price = NumberField.amount();
    final NumberField quantity = NumberField.quantity();
    final RawProduct product = new RawProduct();

    /** As if nothing were said of it. */
    void clear() {
        price.clear();
        quantity.clear();
        product.clear();
    }

    /** How many pieces: one if it is not said. */
    NumberField times() {
        return quantity.isPresent() ? quantity : ONE;
    }
}
