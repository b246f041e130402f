package io.clientele.analytics.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Describes clusters by their centroids: what is highest or lowest against all customers, the most
 * striking first, such as "high spend, recent".
 */
final class ClusterNames {

    /** Standard deviations from which on a feature is worth a word, and a stronger one. */
    private static final double WORD = 0.25;

    private static final double STRONG = 1.25;

    private static final Map<String, Words> WORDS =
            Map.of(
                    "log_recency", new Words("long silent", "recent"),
                    "log_frequency", new Words("frequent", "few orders"),
                    "log_monetary", new Words("high spend", "low spend"));

    private record Words(String high, String low) {}

    private ClusterNames() {}

    /**
     * A name for each cluster, all different.
     *
     * @param features the features' names
     * @param centroids over the standardised features
     * @param ids the clusters' ids, which tell them apart where words do not
     */
    static List<String> of(List<String> features, double[][] centroids, int[] ids) {
        String[] names = new String[centroids.length];
        for (int words = 2; ; words++) {
            Map<String, List<Integer>> same = new TreeMap<>();
            for (int c = 0; c < names.length; c++) {
                if (names[c] == null) {
                    String name = describe(features, centroids[c], words);
                    same.computeIfAbsent(name, any -> new ArrayList<>()).add(c);
                }
            }
            boolean last = words >= features.size();
            same.forEach((name, clusters) -> settle(name, clusters, last, names, ids));
            if (same.isEmpty() || last) {
                return List.of(names);
            }
        }
    }

    private static void settle(
            String name, List<Integer> clusters, boolean last, String[] names, int[] ids) {
        boolean free = !List.of(present(names)).contains(name);
        for (int c : clusters) {
            if (clusters.size() == 1 && free) {
                names[c] = name;
            } else if (last) {
                names[c] = "%s (%d)".formatted(name, ids[c]);
            }
        }
    }

    private static String[] present(String[] names) {
        return Arrays.stream(names).filter(n -> n != null).toArray(String[]::new);
    }

    private static String describe(List<String> features, double[] centroid, int words) {
        String name =
                IntStream.range(0, centroid.length)
                        .boxed()
                        .filter(j -> Math.abs(centroid[j]) >= WORD)
                        .sorted(Comparator.comparingDouble(j -> -Math.abs(centroid[j])))
                        .limit(words)
                        .map(j -> word(features.get(j), centroid[j]))
                        .collect(Collectors.joining(", "));
        return name.isEmpty() ? "average" : name;
    }

    private static String word(String feature, double z) {
        Words words = WORDS.get(feature);
        String plain = feature.replace('_', ' ').toLowerCase(Locale.ROOT);
        String word =
                words == null
                        ? (z > 0 ? "high " : "low ") + plain
                        : z > 0 ? words.high() : words.low();
        return Math.abs(z) >= STRONG ? "very " + word : word;
    }
}
