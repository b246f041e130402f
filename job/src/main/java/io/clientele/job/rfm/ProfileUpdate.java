package io.clientele.job.rfm;

import io.clientele.analytics.profile.Profile;
import java.util.Optional;

/** A customer's new profile, or none: the customer was removed. */
public record ProfileUpdate(String customerId, Optional<Profile> profile) {}
