package io.clientele.quickstart.dashboards;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One line of {@code kpis.lp}, read without InfluxDB.
 *
 * @param time milliseconds since 1970
 */
record KpiLine(
        String measurement, Map<String, String> tags, Map<String, Double> fields, long time) {

    static List<KpiLine> all(String lines) {
        return lines.lines().map(KpiLine::of).toList();
    }

    private static KpiLine of(String line) {
        List<String> parts = split(line, ' ');
        List<String> series = split(parts.get(0), ',');
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : series.subList(1, series.size())) {
            List<String> pair = split(tag, '=');
            tags.put(plain(pair.get(0)), plain(pair.get(1)));
        }
        Map<String, Double> fields = new LinkedHashMap<>();
        for (String field : split(parts.get(1), ',')) {
            List<String> pair = split(field, '=');
            fields.put(plain(pair.get(0)), Double.valueOf(pair.get(1).replaceFirst("i$", "")));
        }
        return new KpiLine(plain(series.get(0)), tags, fields, Long.parseLong(parts.get(2)));
    }

    /** The field's figure, if the line has it. */
    OptionalDouble figure(String field) {
        Double figure = fields.get(field);
        return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String plain(String escaped) {
        return escaped.replaceAll("\\\\(.)", "$1");
    }
}
