package io.clientele.analytics.kpi;

import java.util.Map;

/**
 * Points as InfluxDB's line protocol, with timestamps in milliseconds: {@code
 * segments,group=AT_RISK customers=12i,share=0.5 1323475199999}.
 *
 * <p>The window's length is not written: it would be a field that never changes, and as a tag a
 * series of its own after each change of the setting.
 */
public final class LineProtocol {

    private LineProtocol() {}

    /** The point as one line, without a line break; whole numbers carry the suffix {@code i}. */
    public static String of(KpiPoint point) {
        StringBuilder line = new StringBuilder(64 + 24 * point.fields().size());
        appendEscaped(line, point.measurement(), ", ");
        for (Map.Entry<String, String> tag : point.tags().entrySet()) {
            line.append(',');
            appendEscaped(line, tag.getKey(), ",= ");
            line.append('=');
            appendEscaped(line, tag.getValue(), ",= ");
        }
        char separator = ' ';
        for (Map.Entry<String, Number> field : point.fields().entrySet()) {
            line.append(separator);
            appendEscaped(line, field.getKey(), ",= ");
            line.append('=').append(field.getValue());
            if (field.getValue() instanceof Long) {
                line.append('i');
            }
            separator = ',';
        }
        return line.append(' ').append(point.time().toEpochMilli()).toString();
    }

    private static void appendEscaped(StringBuilder line, String text, String special) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (special.indexOf(character) >= 0) {
                line.append('\\');
            }
            line.append(character);
        }
    }
}
