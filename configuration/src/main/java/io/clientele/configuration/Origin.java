package io.clientele.configuration;

import java.nio.file.Path;

/** Where a value came from. */
public sealed interface Origin {

    /** For people: {@code default}, {@code FILE:LINE}, the variable's name, {@code argument}. */
    String text();

    /** Nobody said otherwise. */
    record Default() implements Origin {
        @Override
        public String text() {
            return "default";
        }
    }

    /**
     * The configuration file.
     *
     * @param line from 1 on
     */
    record Line(Path file, int line) implements Origin {
        @Override
        public String text() {
            return file + ":" + line;
        }
    }

    /** An environment variable. */
    record Variable(String name) implements Origin {
        @Override
        public String text() {
            return name;
        }
    }

    /** An argument of the program. */
    record Argument() implements Origin {
        @Override
        public String text() {
            return "argument";
        }
    }
}
