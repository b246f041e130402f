package io.clientele.configuration;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Keys that share their beginning and of which one part is the user's own: the last one, or one
 * between a beginning and an end that all of them share.
 *
 * @param <T> what their values are
 */
public final class Family<T> {

    private final String prefix;
    private final String suffix;
    private final String example;
    private final Kind<String> memberName;
    private final Kind<T> kind;
    private final Function<String, String> memberOfVariable;
    private final String meaning;
    private final Set<Program> programs;
    private final boolean secret;

    /** Keys whose last part is the user's own. */
    Family(
            String prefix,
            String example,
            Kind<String> memberName,
            Kind<T> kind,
            Function<String, String> memberOfVariable,
            String meaning,
            Program... programs) {
        this.prefix = prefix;
        this.suffix = "";
        this.example = example;
        this.memberName = memberName;
        this.kind = kind;
        this.memberOfVariable = memberOfVariable;
        this.meaning = meaning;
        this.programs = Set.of(programs);
        this.secret = false;
    }

    private Family(Named named, String setting, Kind<T> kind, String meaning, boolean secret) {
        this.prefix = named.prefix();
        this.suffix = "." + setting;
        this.example = named.example();
        this.memberName = Kinds.MEMBER_NAME;
        this.kind = kind;
        this.memberOfVariable = rest -> rest.toLowerCase(Locale.ROOT).replace('_', '-');
        this.meaning = meaning;
        this.programs = Set.of(named.program());
        this.secret = secret;
    }

    /**
     * Things that the user names and that have several settings each.
     *
     * @param prefix what all keys begin with, the dot included
     * @param example a name
     */
    record Named(String prefix, String example, Program program) {

        <T> Family<T> setting(String setting, Kind<T> kind, String meaning) {
            return new Family<>(this, setting, kind, meaning, false);
        }

        <T> Family<T> secret(String setting, Kind<T> kind, String meaning) {
            return new Family<>(this, setting, kind, meaning, true);
        }
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
        return prefix + example + suffix;
    }

    /** All of its keys in one, with a star for the part that is the user's own. */
    String pattern() {
        return prefix + "*" + suffix;
    }

    /** What all of its keys end with; empty if that is the user's own. */
    String suffix() {
        return suffix;
    }

    boolean isSecret() {
        return secret;
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
        return name.startsWith(prefix)
                && name.endsWith(suffix)
                && name.length() > prefix.length() + suffix.length()
                && (suffix.isEmpty() || member(name).indexOf('.') < 0);
    }

    Kind<String> memberName() {
        return memberName;
    }

    String member(String name) {
        return name.substring(prefix.length(), name.length() - suffix.length());
    }

    /** The key of a member. */
    String name(String member) {
        return prefix + member + suffix;
    }

    /** The key that an environment variable means, also that of a secret's file. */
    Optional<String> nameOfVariable(String variable) {
        String first = Key.variable(prefix);
        if (!variable.startsWith(first) || variable.length() == first.length()) {
            return Optional.empty();
        }
        String rest = variable.substring(first.length());
        if (suffix.isEmpty()) {
            String name = prefix + memberOfVariable.apply(rest);
            return Optional.of(SecretFiles.nameOf(name, ".file").orElse(name));
        }
        String last = Key.variable(suffix).substring(Keys.VARIABLE_PREFIX.length());
        if (secret && rest.endsWith(last + "_FILE") && rest.length() > last.length() + 5) {
            String member = rest.substring(0, rest.length() - last.length() - 5);
            return Optional.of(name(memberOfVariable.apply(member)) + SecretFiles.SUFFIX);
        }
        if (rest.endsWith(last) && rest.length() > last.length()) {
            String member = rest.substring(0, rest.length() - last.length());
            return Optional.of(name(memberOfVariable.apply(member)));
        }
        return Optional.empty();
    }

    Key<T> key(String name) {
        return secret || (this == Keys.KAFKA_PROPERTIES && KafkaClients.isSecret(member(name)))
                ? Key.secret(name, kind, meaning, programs)
                : Key.member(name, kind, meaning, programs);
    }
}
