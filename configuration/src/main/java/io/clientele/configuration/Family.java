package io.clientele.configuration;

import java.util.Set;
import java.util.function.Function;

/**
 * Keys that share their beginning and whose last part is the user's own.
 *
 * @param <T> what their values are
 */
public final class Family<T> {

    private final String prefix;
    private final String example;
    private final Kind<String> memberName;
    private final Kind<T> kind;
    private final Function<String, String> memberOfVariable;
    private final String meaning;
    private final Set<Program> programs;

    Family(
            String prefix,
            String example,
            Kind<String> memberName,
            Kind<T> kind,
            Function<String, String> memberOfVariable,
            String meaning,
            Program... programs) {
        this.prefix = prefix;
        this.example = example;
        this.memberName = memberName;
        this.kind = kind;
        this.memberOfVariable = memberOfVariable;
        this.meaning = meaning;
        this.programs = Set.of(programs);
    }

    /** What all of its keys begin with, the dot included. */
    public String prefix() {
        return prefix;
    }

    /** What the keys are for. */
    public String meaning() {
        return meaning;
    }

    /** A key of the family, such as {@code shop.rates.USD}. */
    public String example() {
        return prefix + example;
    }

    /** Which programs read the keys. */
    public Set<Program> programs() {
        return programs;
    }

    /** What is expected of a value, to follow "expected". */
    public String expected() {
        return kind.expected();
    }

    boolean holds(String name) {
        return name.startsWith(prefix) && name.length() > prefix.length();
    }

    Kind<String> memberName() {
        return memberName;
    }

    String member(String name) {
        return name.substring(prefix.length());
    }

    /** The key that the rest of an environment variable's name means. */
    String nameOfVariable(String rest) {
        return prefix + memberOfVariable.apply(rest);
    }

    Key<T> key(String name) {
        return this == Keys.KAFKA_PROPERTIES && KafkaClients.isSecret(member(name))
                ? Key.secret(name, kind, meaning, programs)
                : Key.member(name, kind, meaning, programs);
    }
}
