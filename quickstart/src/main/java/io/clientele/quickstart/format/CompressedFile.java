package io.clientele.quickstart.format;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A file, decompressed as its first bytes say, whatever it is called: gzip (of any number of
 * members), xz, bzip2, Zstandard, the first file of a zip, or plain.
 */
final class CompressedFile implements AutoCloseable {
    private static final int[] GZIP = {0x1F, 0x8B};
    private static final int[] XZ = {0xFD, '7', 'z', 'X', 'Z', 0};
    private static final int[] BZIP2 = {'B', 'Z', 'h'};
    private static final int[] ZSTANDARD = {0x28, 0xB5, 0x2F, 0xFD};
    private static final int[] ZIP = {'P', 'K', 3, 4};
    private static final int[] EMPTY_ZIP = {'P', 'K', 5, 6};

    private final Counting file;
    private final long size;
    private final InputStream content;

    private CompressedFile(Counting file, long size, InputStream content) {
        this.file = file;
        this.size = size;
        this.content = content;
    }

    static CompressedFile open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new FileNotFoundException(path + ": no such file");
        }
        if (Files.isDirectory(path)) {
            throw new IOException(path + ": a directory, expected a file");
        }
        Counting file = new Counting(Files.newInputStream(path));
        try {
            return new CompressedFile(file, Files.size(path), decompressed(file, path));
        } catch (IOException unreadable) {
            file.close();
            throw unreadable;
        }
    }

    /** The decompressed bytes. */
    InputStream content() {
        return content;
    }

    /** How much of the file has been read, 0 to 1. */
    double progress() {
        return size == 0 ? 1 : Math.min(1, (double) file.count / (double) size);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private static InputStream decompressed(InputStream file, Path path) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, 1 << 16);
        in.mark(16);
        byte[] start = in.readNBytes(8);
        in.reset();
        if (startsWith(start, GZIP)) {
            return GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get();
        }
        if (startsWith(start, XZ)) {
            return new XZInputStream(in);
        }
        if (startsWith(start, BZIP2)) {
            return new BZip2CompressorInputStream(in, true);
        }
        if (startsWith(start, ZSTANDARD)) {
            return new ZstdCompressorInputStream(in);
        }
        if (startsWith(start, ZIP) || startsWith(start, EMPTY_ZIP)) {
            return firstFile(new ZipInputStream(in), path);
        }
        return in;
    }

    private static InputStream firstFile(ZipInputStream zip, Path path) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
                return zip;
            }
        }
        throw new IOException(path + ": a zip without a file in it");
    }

    private static boolean startsWith(byte[] start, int[] magic) {
        if (start.length < magic.length) {
            return false;
        }
        for (int index = 0; index < magic.length; index++) {
            if ((start[index] & 0xFF) != magic[index]) {
                return false;
            }
        }
        return true;
    }

    /** Counts the bytes read; another thread may look. */
    private static final class Counting extends FilterInputStream {
        private volatile long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            add(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            add(Math.max(read, 0));
            return read;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // One thread reads, others only look.
        private void add(int more) {
            count += more;
        }
    }
}
