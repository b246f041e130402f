package io.clientele.configuration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A small file of text: what it holds, or why it cannot be used. */
sealed interface TextFile {

    /** The most bytes of such a file. */
    long MOST_BYTES = 1 << 20;

    /** What the file holds. */
    record Content(String text) implements TextFile {
        @Override
        public String toString() {
            return Texts.MASK;
        }
    }

    /** Why it cannot be used, to follow a semicolon. */
    record Unusable(String why) implements TextFile {}

    /** Reads a file. */
    static TextFile read(String name) {
        try {
            Path file = Path.of(name);
            if (Files.isDirectory(file)) {
                return new Unusable("it is a directory");
            }
            if (Files.size(file) > MOST_BYTES) {
                return new Unusable("it is larger than 1 MiB");
            }
            return new Content(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                            .toString());
        } catch (InvalidPathException wrong) {
            return new Unusable("that is no name of a file");
        } catch (NoSuchFileException absent) {
            return new Unusable("there is none");
        } catch (AccessDeniedException forbidden) {
            return new Unusable("it may not be read");
        } catch (CharacterCodingException binary) {
            return new Unusable("it is not UTF-8");
        } catch (IOException failed) {
            return new Unusable("reading it failed: " + failed.getClass().getSimpleName());
        }
    }
}
