package io.clientele.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. Its message has a line for everything that is wrong. */
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::line).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, at least one thing. */
    public List<Problem> problems() {
        return problems;
    }
}
