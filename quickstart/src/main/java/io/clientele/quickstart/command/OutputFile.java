package io.clientele.quickstart.command;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Where a command writes lines: a file, gzipped if it is called so, or standard output. */
final class OutputFile {
    private static final int BUFFER = 1 << 16;

    private OutputFile() {}

    static boolean isStandardOutput(String name) {
        return name.equals("-");
    }

    /**
     * Opens it for writing; what was there is replaced.
     *
     * @throws IOException with the path, if that cannot be
     */
    static OutputStream open(String name) throws IOException {
        if (isStandardOutput(name)) {
            return new BufferedOutputStream(
                    new StaysOpen(new FileOutputStream(FileDescriptor.out)), BUFFER);
        }
        Path path = Path.of(name);
        OutputStream file;
        try {
            file = Files.newOutputStream(path);
        } catch (IOException refused) {
            String reason = refused.getClass().getSimpleName().replace("Exception", "");
            throw new IOException("%s: cannot be written (%s)".formatted(name, reason), refused);
        }
        return new BufferedOutputStream(
                name.endsWith(".gz") ? new GZIPOutputStream(file, BUFFER) : file, BUFFER);
    }

    private static final class StaysOpen extends FilterOutputStream {
        StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
