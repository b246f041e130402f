package io.clientele.rules.language;

/**
 * Where a scalar's characters came from, so that a place within an expression can be told as a
 * place in the file.
 *
 * @param file the whole text
 * @param from index of the scalar's first character in it, quotes and block signs included
 * @param to index after its last character
 */
public record SourceSpan(String file, int from, int to) {

    /** A scalar that was not read from a file. */
    public static final SourceSpan NONE = new SourceSpan("", 0, 0);

    /**
     * The place in the file of a place in the scalar's text.
     *
     * @param text the scalar as it was read: unfolded, unquoted, without indentation
     * @param index of a character of it
     */
    public Position position(String text, int index) {
        int at = from;
        if (at < to && (file.charAt(at) == '|' || file.charAt(at) == '>')) {
            at = afterLine(at);
        } else if (at < to && (file.charAt(at) == '"' || file.charAt(at) == '\'')) {
            at++;
        }
        for (int i = 0; i < Math.min(index, text.length()) && at < to; i++) {
            at = after(text.charAt(i), at);
        }
        if (index < text.length()) {
            at = skipTo(text.charAt(index), at);
        }
        return position(Math.min(at, Math.max(from, to)));
    }

    private int after(char wanted, int start) {
        int at = skipTo(wanted, start);
        if (Character.isWhitespace(wanted)) {
            // a folded line break with its indentation is one blank of the text
            boolean lineBreak = at < to && isBreak(file.charAt(at));
            at++;
            while (lineBreak && at < to && Character.isWhitespace(file.charAt(at))) {
                at++;
            }
            return at;
        }
        return at + 1;
    }

    private int skipTo(char wanted, int start) {
        int at = start;
        if (Character.isWhitespace(wanted)) {
            return at;
        }
        while (at < to && file.charAt(at) != wanted) {
            at++;
        }
        return at;
    }

    private int afterLine(int start) {
        int end = file.indexOf('\n', start);
        return end < 0 ? to : end + 1;
    }

    private Position position(int at) {
        int line = 1;
        int begin = 0;
        for (int i = 0; i < at && i < file.length(); i++) {
            if (file.charAt(i) == '\n') {
                line++;
                begin = i + 1;
            }
        }
        return new Position(line, at - begin + 1);
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
