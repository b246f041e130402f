package io.clientele.gateway.model;

import io.clientele.gateway.kpi.KpiHistory;
import io.clientele.gateway.kpi.KpiPoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clusters of a day's end.
 *
 * @param at the day's last millisecond
 * @param version of the clusters
 * @param customers that lie in them, of the panel
 * @param silhouette how well they are apart, -1 to 1, if known
 * @param drift how far centroids moved since the version before, standard deviations, if known
 * @param all the clusters, the largest first
 */
public record Clusters(
        Instant at,
        long version,
        long customers,
        Optional<Number> silhouette,
        Optional<Number> drift,
        List<Size> all) {

    /**
     * A cluster.
     *
     * @param id the same from version to version
     * @param name what it is like, in words, if known
     * @param customers of the panel
     * @param share the same as a share of those in clusters
     */
    public record Size(String id, Optional<String> name, long customers, Optional<Number> share) {}

    /** The clusters by the newest points; empty while there are none. */
    static Optional<Clusters> of(KpiHistory history, Map<String, String> names) {
        return history.latest("clustering").map(point -> of(point, history, names));
    }

    private static Clusters of(KpiPoint point, KpiHistory history, Map<String, String> names) {
        List<Size> sizes =
                Newest.of(history, "clusters", point.time()).stream()
                        .map(size -> size(size, names))
                        .sorted(
                                Comparator.comparingLong(Size::customers)
                                        .reversed()
                                        .thenComparing(Size::id))
                        .toList();
        return new Clusters(
                point.time(),
                point.count("version"),
                point.count("customers"),
                point.field("silhouette"),
                point.field("drift"),
                sizes);
    }

    private static Size size(KpiPoint point, Map<String, String> names) {
        String id = point.tags().getOrDefault("cluster", "");
        return new Size(
                id,
                Optional.ofNullable(names.get(id)),
                point.count("customers"),
                point.field("share"));
    }
}
