package io.clientele.analytics.model;

/**
 * The cluster that a customer lies in.
 *
 * @param id what it is called from version to version
 * @param name what it is like, in words
 * @param modelVersion of the clusters
 */
public record CustomerCluster(int id, String name, long modelVersion) {}
