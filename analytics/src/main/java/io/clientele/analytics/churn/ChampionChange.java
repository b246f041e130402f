package io.clientele.analytics.churn;

/**
 * The other model has become champion, by what came of the predictions of both. (Before there is
 * anything to compare, the one that can predict is champion without such a record.)
 *
 * @param day at whose end
 * @param version the version of the model that it is the champion of
 * @param from who was champion
 * @param to who is
 * @param fromFigures the former one's figures over the window, on the labels that both predicted
 * @param toFigures the new one's
 */
public record ChampionChange(
        long day,
        long version,
        Candidate from,
        Candidate to,
        ModelFigures fromFigures,
        ModelFigures toFigures) {}
