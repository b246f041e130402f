package io.clientele.quickstart.format;

import java.util.ArrayList;
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
        this(about, problems, List.of());
    }

    /**
     * With one line for each problem, and what helps to mend them.
     *
     * @param about what is wrong, such as the file's name
     * @param problems one sentence each
     * @param notes one line each
     */
    MappingException(String about, List<String> problems, List<String> notes) {
        super(about + ": " + String.join("\n  ", lines(problems, notes)));
    }

    private static List<String> lines(List<String> problems, List<String> notes) {
        List<String> lines = new ArrayList<>(problems);
        if (problems.size() > 1) {
            lines.add(0, "%d things are wrong".formatted(problems.size()));
        }
        lines.addAll(notes);
        return lines;
    }
}
