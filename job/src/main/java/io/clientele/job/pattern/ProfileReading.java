package io.clientele.job.pattern;

import io.clientele.analytics.feature.Features;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.profile.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes from a profile the figures that rules read, by the names that the profile's JSON has for
 * them. Only those are made, since everybody's profile is read at each day's end.
 *
 * <p>Not for several threads.
 */
final class ProfileReading {

    private final Features features;
    private final Map<String, ProfileFigure> figures;

    /** What was asked for last, and those of the figures that it keeps. */
    private Optional<KeptPaths> asked = Optional.empty();

    private List<Map.Entry<String, ProfileFigure>> wanted = List.of();

    ProfileReading(SlidingWindows windows) {
        features = new Features(windows);
        figures = ProfileFigure.all(windows);
    }

    CustomerFigures read(Profile profile, KeptPaths kept) {
        if (asked.isEmpty() || asked.get() != kept) {
            asked = Optional.of(kept);
            wanted = new ArrayList<>(figures.entrySet());
            wanted.removeIf(figure -> !kept.keeps(figure.getKey()));
        }
        ProfileFigure.Known known = new ProfileFigure.Known(profile, features);
        Map<String, Object> values = new HashMap<>(2 * wanted.size());
        for (Map.Entry<String, ProfileFigure> figure : wanted) {
            values.put(figure.getKey(), figure.getValue().of(known));
        }
        return new CustomerFigures(values);
    }
}
