package io.clientele.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine that was measured on. */
final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Processor, memory, system and JVM, in one line. */
    static String description() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return "%d × %s, %.0f GiB, %s %s %s, Java %s (%s), load %.1f at the end"
                .formatted(
                        system.getAvailableProcessors(),
                        processor().orElse("processors of unknown make"),
                        system.getTotalMemorySize() / (double) (1L << 30),
                        system.getName(),
                        system.getVersion(),
                        system.getArch(),
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.name"),
                        system.getSystemLoadAverage());
    }

    private static Optional<String> processor() {
        try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException elsewhere) {
            return Optional.empty();
        }
    }
}
