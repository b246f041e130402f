package io.clientele.analytics.cluster;

import java.util.Arrays;

/**
 * Matches the clusters of two partitions one to one, so that as many points as possible keep their
 * cluster: the assignment problem, solved by the Hungarian method in the form of successive
 * shortest paths (Kuhn, Naval Research Logistics 2, 1955; Jonker and Volgenant, Computing 38,
 * 1987).
 */
final class LargestOverlap {

    private LargestOverlap() {}

    /**
     * For each new cluster the old one that it continues, −1 if there are fewer old ones.
     *
     * @param before the old cluster of each point, 0 to {@code oldClusters} − 1
     * @param after the new cluster of each point, 0 to {@code newClusters} − 1
     */
    static int[] match(int[] before, int oldClusters, int[] after, int newClusters) {
        int size = Math.max(oldClusters, newClusters);
        double[][] cost = new double[size][size];
        for (int i = 0; i < before.length; i++) {
            cost[after[i]][before[i]]--;
        }
        int[] matched = cheapest(cost);
        int[] continued = new int[newClusters];
        for (int c = 0; c < newClusters; c++) {
            continued[c] = matched[c] < oldClusters ? matched[c] : -1;
        }
        return continued;
    }

    /** The column of each row in the assignment of least cost; rows and columns count from 1. */
    private static int[] cheapest(double[][] cost) {
        int size = cost.length;
        double[] rowPrice = new double[size + 1];
        double[] columnPrice = new double[size + 1];
        int[] rowOf = new int[size + 1];
        for (int row = 1; row <= size; row++) {
            assign(row, cost, rowPrice, columnPrice, rowOf);
        }
        int[] columnOf = new int[size];
        for (int column = 1; column <= size; column++) {
            columnOf[rowOf[column] - 1] = column - 1;
        }
        return columnOf;
    }

    private static void assign(
            int row, double[][] cost, double[] rowPrice, double[] columnPrice, int[] rowOf) {
        int size = cost.length;
        double[] least = new double[size + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        int[] way = new int[size + 1];
        boolean[] used = new boolean[size + 1];
        rowOf[0] = row;
        int column = 0;
        do {
            used[column] = true;
            int from = rowOf[column];
            double step = Double.POSITIVE_INFINITY;
            int next = 0;
            for (int j = 1; j <= size; j++) {
                if (used[j]) {
                    continue;
                }
                double reduced = cost[from - 1][j - 1] - rowPrice[from] - columnPrice[j];
                if (reduced < least[j]) {
                    least[j] = reduced;
                    way[j] = column;
                }
                if (least[j] < step) {
                    step = least[j];
                    next = j;
                }
            }
            for (int j = 0; j <= size; j++) {
                if (used[j]) {
                    rowPrice[rowOf[j]] += step;
                    columnPrice[j] -= step;
                } else {
                    least[j] -= step;
                }
            }
            column = next;
        } while (rowOf[column] != 0);
        while (column != 0) {
            int previous = way[column];
            rowOf[column] = rowOf[previous];
            column = previous;
        }
    }
}
