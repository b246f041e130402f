package io.clientele.analytics.profile;

import com.fasterxml.jackson.core.JsonGenerator;
import io.clientele.analytics.feature.Features;
import io.clientele.analytics.habit.Habits;
import io.clientele.analytics.ledger.SlidingWindows;
import java.io.IOException;

/** The features of a profile as JSON: a number each, {@code null} where one is missing. */
final class FeaturesJson {

    /** Whole numbers beyond it would not be told apart. */
    private static final double MOST_WHOLE = 1L << 53;

    private final Features features;

    FeaturesJson(SlidingWindows windows) {
        features = new Features(windows);
    }

    void write(Profile profile, Habits habits, JsonGenerator json) throws IOException {
        double[] row = features.row(profile.standing(), profile.day());
        json.writeObjectFieldStart("features");
        for (int i = 0; i < row.length; i++) {
            json.writeFieldName(Features.names().get(i));
            write(row[i], json);
        }
        write("country", habits.country(), json);
        write("channel", habits.channel(), json);
        json.writeEndObject();
    }

    private static void write(double value, JsonGenerator json) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < MOST_WHOLE) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }

    private static void write(String name, String text, JsonGenerator json) throws IOException {
        if (text.isEmpty()) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, text);
        }
    }
}
