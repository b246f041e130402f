package io.clientele.quickstart.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code docker-compose.yml} of the repository. */
record ComposeFile(Map<?, ?> content) {

    /** The repository; tests run in their module's own folder. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static ComposeFile read() throws IOException {
        return new ComposeFile(yaml(ROOT.resolve("docker-compose.yml")));
    }

    static Map<?, ?> yaml(Path file) throws IOException {
        return (Map<?, ?>)
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }

    /**
     * One service.
     *
     * @param settings as the file has them
     */
    record Service(String name, Map<?, ?> settings) {

        String image() {
            return (String) settings.get("image");
        }

        /** The part of the image's name after the colon. */
        String tag() {
            return image().substring(image().indexOf(':') + 1);
        }

        Map<String, String> environment() {
            Map<String, String> variables = new LinkedHashMap<>();
            map("environment")
                    .forEach((name, value) -> variables.put((String) name, (String) value));
            return variables;
        }

        /** Variables without a value here: set as they are where Compose runs, or not at all. */
        Set<String> passedOn() {
            Set<String> names = new TreeSet<>();
            environment()
                    .forEach(
                            (name, value) -> {
                                if (value == null) {
                                    names.add(name);
                                }
                            });
            return names;
        }

        List<String> list(String setting) {
            return settings.get(setting) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        }

        Map<?, ?> map(String setting) {
            return settings.get(setting) instanceof Map<?, ?> map ? map : Map.of();
        }

        /** Whether it does its work once and ends. */
        boolean endsByItself() {
            return "no".equals(settings.get("restart"));
        }

        /** Its whole health check in one text; empty if it has none. */
        String health() {
            return map("healthcheck").get("test") instanceof List<?> test
                    ? String.join(" ", test.stream().map(String::valueOf).toList())
                    : "";
        }

        Map<?, ?> limits() {
            return map("deploy").get("resources") instanceof Map<?, ?> resources
                            && resources.get("limits") instanceof Map<?, ?> limits
                    ? limits
                    : Map.of();
        }
    }

    Map<String, Service> services() {
        Map<String, Service> services = new LinkedHashMap<>();
        ((Map<?, ?>) content.get("services"))
                .forEach(
                        (name, settings) ->
                                services.put(
                                        (String) name,
                                        new Service((String) name, (Map<?, ?>) settings)));
        return services;
    }

    Service service(String name) {
        return services().get(name);
    }

    Map<?, ?> volumes() {
        return (Map<?, ?>) content.get("volumes");
    }
}
