package io.clientele.quickstart.replay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes each element as a line, each task into a part of its own, for a job that ends and is not
 * resumed.
 *
 * @param <T> the elements
 * @param directory where the parts go
 * @param name what the parts are called, followed by the task's number
 * @param lines makes, in the task, what turns an element into a line without its end, or into none
 */
record LinesSink<T>(String directory, String name, LinesFactory<T> lines) implements Sink<T> {

    private static final long serialVersionUID = 1L;

    /**
     * Makes what turns elements into lines.
     *
     * @param <T> the elements
     */
    interface LinesFactory<T> extends Supplier<Function<T, Optional<byte[]>>>, Serializable {}

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        int task = context.getTaskInfo().getIndexOfThisSubtask();
        OutputStream part =
                new BufferedOutputStream(
                        Files.newOutputStream(Path.of(directory, name + "." + task)), 1 << 16);
        Function<T, Optional<byte[]>> line = lines.get();
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context elementContext) throws IOException {
                Optional<byte[]> bytes = line.apply(element);
                if (bytes.isPresent()) {
                    part.write(bytes.get());
                    part.write('\n');
                }
            }

            @Override
            public void flush(boolean endOfInput) throws IOException {
                part.flush();
            }

            @Override
            public void close() throws IOException {
                part.close();
            }
        };
    }
}
