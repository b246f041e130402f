package io.clientele.analytics.churn;

import io.clientele.analytics.statistics.CustomerHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the panel's customers were like at a day's end and what was predicted for them, waiting for
 * what came. Customers are kept by the 64-bit hash of their id, in its order.
 *
 * @param day the day
 * @param examples the customers
 */
record Snapshot(long day, List<Example> examples) {

    /**
     * A customer.
     *
     * @param key the hash of the id
     * @param features single precision, NaN where one is missing
     * @param regression the regression's risk, NaN if it had none
     * @param purchaseModel the purchase model's calibrated risk, NaN if it had none
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Example(long key, float[] features, float regression, float purchaseModel) {

        double[] doubles() {
            double[] doubles = new double[features.length];
            for (int j = 0; j < doubles.length; j++) {
                doubles[j] = features[j];
            }
            return doubles;
        }

        float risk(Candidate candidate) {
            return candidate == Candidate.REGRESSION ? regression : purchaseModel;
        }
    }

    /** Takes a snapshot of the rows, or of a sample of them. */
    static Snapshot take(long day, List<ChurnRow> rows, ChurnModel model, int most) {
        long salt = CustomerHash.mix(day);
        List<Long> order = new ArrayList<>(rows.size());
        rows.forEach(row -> order.add(CustomerHash.mix(CustomerHash.of(row.customerId()) ^ salt)));
        order.sort(Comparator.naturalOrder());
        long last = order.isEmpty() ? 0 : order.get(Math.min(order.size(), most) - 1);
        List<Example> examples = new ArrayList<>();
        for (ChurnRow row : rows) {
            long key = CustomerHash.of(row.customerId());
            if (CustomerHash.mix(key ^ salt) <= last) {
                examples.add(example(key, row, day, model));
            }
        }
        examples.sort(Comparator.comparingLong(Example::key));
        return new Snapshot(day, examples);
    }

    private static Example example(long key, ChurnRow row, long day, ChurnModel model) {
        double[] features = model.features().of(row, day);
        float[] floats = new float[features.length];
        for (int j = 0; j < floats.length; j++) {
            floats[j] = (float) features[j];
        }
        return new Example(
                key,
                floats,
                (float) model.risk(Candidate.REGRESSION, features),
                (float) model.risk(Candidate.PURCHASE_MODEL, features));
    }
}
