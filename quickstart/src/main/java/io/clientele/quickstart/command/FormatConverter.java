package io.clientele.quickstart.command;

import io.clientele.quickstart.format.EventFormat;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --format}. */
public final class FormatConverter implements ITypeConverter<EventFormat> {

    @Override
    public EventFormat convert(String name) {
        try {
            return EventFormat.of(name);
        } catch (IllegalArgumentException unknown) {
            throw new TypeConversionException(unknown.getMessage());
        }
    }

    /** The formats' names, for {@code --help}. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(EventFormat.values()).map(EventFormat::cliName).iterator();
        }
    }
}
