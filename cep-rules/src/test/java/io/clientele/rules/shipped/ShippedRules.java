package io.clientele.rules.shipped;

import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.language.RuleReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The rules that come with Clientele. */
final class ShippedRules {

    static final RuleReader READER = new RuleReader(Vocabulary.standard(), 2);
    private static final Path FOLDER = Path.of("rules");

    private ShippedRules() {}

    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
