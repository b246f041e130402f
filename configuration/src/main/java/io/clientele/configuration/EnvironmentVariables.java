package io.clientele.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The environment variables {@code CLIENTELE_...} as what is given by them. */
final class EnvironmentVariables {

    /** Read by scripts, not here. */
    private static final Set<String> OTHERS =
            Set.of(
                    Keys.FILE_VARIABLE,
                    "CLIENTELE_HEAP",
                    "CLIENTELE_JAVA_OPTS",
                    "CLIENTELE_DATA",
                    "CLIENTELE_CI_LIMITED");

    /** Kubernetes tells every container of a service named clientele-... by such variables. */
    private static final Pattern SERVICE =
            Pattern.compile(
                    ".*_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private static final Map<String, String> NAMES = names();

    private EnvironmentVariables() {}

    /**
     * What the variables say.
     *
     * @param problems where it is told what is wrong
     */
    static List<Given> read(Map<String, String> variables, List<Problem> problems) {
        List<Given> given = new ArrayList<>();
        new TreeMap<>(variables)
                .forEach(
                        (variable, value) -> {
                            if (!variable.startsWith(Keys.VARIABLE_PREFIX)
                                    || OTHERS.contains(variable)
                                    || isOfService(variable, value)) {
                                return;
                            }
                            Origin origin = new Origin.Variable(variable);
                            name(variable)
                                    .ifPresentOrElse(
                                            name -> given.add(Given.text(name, value, origin)),
                                            () -> problems.add(unknown(variable, value)));
                        });
        return given;
    }

    private static boolean isOfService(String variable, String value) {
        return SERVICE.matcher(variable).matches()
                || (variable.endsWith("_PORT") && SERVICE_ADDRESS.matcher(value).matches());
    }

    /** The key's name that a variable means. */
    private static Optional<String> name(String variable) {
        String known = NAMES.get(variable);
        if (known != null) {
            return Optional.of(known);
        }
        for (Family<?> family : Keys.FAMILIES) {
            Optional<String> name = family.nameOfVariable(variable);
            if (name.isPresent()) {
                return name;
            }
        }
        return Optional.empty();
    }

    private static Problem unknown(String variable, String value) {
        Optional<String> nearest = Texts.nearest(variable, NAMES.keySet());
        boolean secret =
                Texts.soundsSecret(variable)
                        || nearest.flatMap(like -> Keys.find(NAMES.get(like)))
                                .map(Key::isSecret)
                                .orElse(false);
        return new Problem(
                variable,
                secret ? Texts.MASK : Texts.quoted(value),
                Optional.empty(),
                nearest.map(like -> "a variable that exists; did you mean " + like + "?")
                        .orElse("a variable that exists, see docs/configuration.md"));
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (Key<?> key : Keys.ALL) {
            names.put(key.variable(), key.name());
            if (key.isSecret()) {
                names.put(key.variable() + "_FILE", key.name() + SecretFiles.SUFFIX);
            }
        }
        return Map.copyOf(names);
    }
}
