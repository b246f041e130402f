package io.clientele.quickstart.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clientele.analytics.backtest.Figure;
import io.clientele.analytics.backtest.Section;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * How the models of a day did.
 *
 * @param format the file's, as on the command line
 * @param input the file's name
 * @param cut the day as of whose end the models are judged
 * @param knownTo the last day of the file
 * @param currency of amounts, its code
 * @param customers with an order by the cut
 * @param sections the figures, by subject
 */
record Evaluation(
        String format,
        String input,
        LocalDate cut,
        LocalDate knownTo,
        String currency,
        int customers,
        List<Section> sections) {

    private static final int SCHEMA = 1;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    Evaluation {
        sections = List.copyOf(sections);
    }

    /** As JSON; amounts are minor units, and what cannot be said is null. */
    String json() throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("format", format);
        root.put("input", input);
        root.put("cut", cut.toString());
        root.put("known_to", knownTo.toString());
        root.put("currency", currency);
        root.put("customers", customers);
        ObjectNode all = root.putObject("sections");
        for (Section section : sections) {
            ObjectNode json = all.putObject(section.name());
            json.put("title", section.title());
            ObjectNode figures = json.putObject("figures");
            section.figures().forEach(figure -> write(figure, figures.putObject(figure.name())));
            section.notes().forEach(json.putArray("notes")::add);
        }
        return JSON.writeValueAsString(root) + "\n";
    }

    private static void write(Figure figure, ObjectNode json) {
        json.put("unit", figure.unit().name().toLowerCase(Locale.ROOT));
        put("value", figure.value(), json);
        ObjectNode baselines = json.putObject("baselines");
        figure.baselines().forEach(one -> put(one.name(), one.value(), baselines));
    }

    private static void put(String name, double value, ObjectNode json) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.putNull(name);
        }
    }
}
