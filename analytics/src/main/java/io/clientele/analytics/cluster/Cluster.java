package io.clientele.analytics.cluster;

import java.util.List;

/**
 * One cluster of a model's version.
 *
 * @param id what it is called from version to version: the same number is the same cluster, moved
 *     on
 * @param name what it is like, in words; distinct within the version, and not fixed over versions
 * @param centroid the means of its customers' features, in the features' own units
 * @param weight customers that the centroid stands for, decayed
 * @param size customers of the panel that lie nearest to it
 */
public record Cluster(int id, String name, List<Double> centroid, double weight, long size) {

    /** Keeps the centroid as it is. */
    public Cluster {
        centroid = List.copyOf(centroid);
    }
}
