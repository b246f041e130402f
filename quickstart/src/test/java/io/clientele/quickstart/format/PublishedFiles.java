package io.clientele.quickstart.format;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The public research files, which lie beside the project on some machines. */
public final class PublishedFiles {
    private PublishedFiles() {}

    /** The file, or else the test is skipped, saying so. */
    public static Path require(String name) {
        String named = System.getenv("CLIENTELE_DATA");
        Path folder = named == null ? beside() : Path.of(named);
        Path file = folder.resolve(name);
        assumeTrue(
                Files.exists(file),
                () -> "skipped: %s is not there; CLIENTELE_DATA names its folder".formatted(file));
        return file;
    }

    /** {@code shared/data} beside the project, whose modules' tests run one folder deeper. */
    private static Path beside() {
        Path project = Path.of("").toAbsolutePath();
        if (!Files.isDirectory(project.resolve("quickstart"))) {
            project = project.getParent();
        }
        return project.resolveSibling("shared").resolve("data");
    }
}
