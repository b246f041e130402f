package io.clientele.analytics.profile;

import io.clientele.analytics.rfm.RfmGroup;

/**
 * A customer's move from one group to another, made at the end of a day.
 *
 * @param from the group at the end of the day before
 * @param profile the profile that the move ended in
 */
public record SegmentMove(RfmGroup from, Profile profile) {}
