package io.clientele.quickstart.nab;

import io.clientele.analytics.anomaly.SeriesDetector;
import io.clientele.analytics.anomaly.nab.LabelledSeries;
import io.clientele.analytics.anomaly.nab.NabProfile;
import io.clientele.analytics.anomaly.nab.NabScoring;
import io.clientele.analytics.anomaly.nab.NabScoring.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** A detector that has seen all series, a new one each, at the same settings. */
final class Contestant {

    private static final NabScoring STANDARD = new NabScoring(NabProfile.STANDARD);

    private final List<Scored> corpus = new ArrayList<>();
    private final double threshold;
    private final double microsAPoint;

    Contestant(Supplier<SeriesDetector> detectors, List<LabelledSeries> series) {
        long started = System.nanoTime();
        long points = 0;
        for (LabelledSeries each : series) {
            corpus.add(new Scored(each, each.scores(detectors.get())));
            points += each.points().size();
        }
        microsAPoint = (System.nanoTime() - started) / 1e3 / points;
        threshold = STANDARD.bestThreshold(corpus);
    }

    double microsAPoint() {
        return microsAPoint;
    }

    String threshold() {
        return String.format(Locale.ROOT, "%.4f", threshold);
    }

    /** What one series is worth at the threshold of all of them. */
    double score(int number) {
        return STANDARD.score(corpus.get(number), threshold);
    }

    /** The NAB score of all series by a profile, at the threshold that is best for it. */
    double total(NabProfile profile) {
        NabScoring scoring = new NabScoring(profile);
        return scoring.normalised(corpus, scoring.bestThreshold(corpus));
    }

    /** The NAB score of the series of other parts. */
    double without(String part, Function<LabelledSeries, String> parts) {
        List<Scored> others = others(part, parts);
        return STANDARD.normalised(others, STANDARD.bestThreshold(others));
    }

    /** The NAB score if each part's threshold is that of all other parts. */
    double heldOut(Function<LabelledSeries, String> parts) {
        double total = 0;
        for (Scored scored : corpus) {
            List<Scored> others = others(parts.apply(scored.series()), parts);
            total += STANDARD.score(scored, STANDARD.bestThreshold(others));
        }
        return STANDARD.normalise(total, corpus.stream().map(Scored::series).toList());
    }

    private List<Scored> others(String part, Function<LabelledSeries, String> parts) {
        return corpus.stream()
                .filter(scored -> !parts.apply(scored.series()).equals(part))
                .toList();
    }
}
