package io.clientele.quickstart.format;

import java.util.List;

/** A mapping that does not fit its file, with everything that is wrong with it. */
public final class MappingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * With one line for each problem.
     *
     * @param about what is wrong, such as the file's name
     * @param problems one sentence each
     */
    public MappingException(String about, List<String> problems) {
        super(about + ": " + String.join("\n  ", message(problems)));
    }

    private static List<String> message(List<String> problems) {
        if (problems.size() == 1) {
            return problems;
        }
        List<String> lines = new java.util.ArrayList<>(problems);
        lines.add(0, "%d things are wrong".formatted(problems.size()));
        return lines;
    }
}
