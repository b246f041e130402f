package io.clientele.analytics.profile;

/**
 * A customer has become one of the VIPs, or is no longer one, at the end of a day.
 *
 * @param entered whether it has become one
 * @param profile the profile as of then
 */
public record VipMove(boolean entered, Profile profile) {}
