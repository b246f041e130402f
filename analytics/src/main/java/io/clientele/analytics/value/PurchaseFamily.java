package io.clientele.analytics.value;

/** The purchase models that can be fitted. */
public enum PurchaseFamily {
    /** Customers leave after a repeat purchase only. */
    BG_NBD("BG/NBD") {
        @Override
        long chancesToLeave(long repeats) {
            return repeats;
        }

        @Override
        PurchaseModel with(double r, double alpha, double a, double b) {
            return new BgNbd(r, alpha, a, b);
        }
    },

    /** Customers can leave after the first purchase, too. */
    MBG_NBD("MBG/NBD") {
        @Override
        long chancesToLeave(long repeats) {
            return repeats + 1;
        }

        @Override
        PurchaseModel with(double r, double alpha, double a, double b) {
            return new MbgNbd(r, alpha, a, b);
        }
    };

    private final String title;

    PurchaseFamily(String title) {
        this.title = title;
    }

    /** What the field calls it. */
    public String title() {
        return title;
    }

    /** How often a customer with some repeat purchases could have left. */
    abstract long chancesToLeave(long repeats);

    abstract PurchaseModel with(double r, double alpha, double a, double b);
}
