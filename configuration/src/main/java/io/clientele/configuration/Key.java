package io.clientele.configuration;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that can be told, described once.
 *
 * @param <T> what its value is
 */
public final class Key<T> {

    /** What holds if nobody says anything. */
    enum Need {
        /** Its default. */
        DEFAULTED,
        /** Nothing. */
        OPTIONAL,
        /** The program cannot go on. */
        REQUIRED
    }

    private final String name;
    private final Kind<T> kind;
    private final Need need;
    private final String fallback;
    private final boolean secret;
    private final String meaning;
    private final Set<Program> programs;

    private Key(
            String name,
            Kind<T> kind,
            Need need,
            String fallback,
            boolean secret,
            String meaning,
            Set<Program> programs) {
        this.name = name;
        this.kind = kind;
        this.need = need;
        this.fallback = fallback;
        this.secret = secret;
        this.meaning = meaning;
        this.programs = programs;
    }

    static <T> Key<T> defaulted(
            String name, Kind<T> kind, String fallback, String meaning, Program... programs) {
        return new Key<>(name, kind, Need.DEFAULTED, fallback, false, meaning, Set.of(programs));
    }

    static <T> Key<T> optional(String name, Kind<T> kind, String meaning, Program... programs) {
        return new Key<>(name, kind, Need.OPTIONAL, "", false, meaning, Set.of(programs));
    }

    static <T> Key<T> required(String name, Kind<T> kind, String meaning, Program... programs) {
        return new Key<>(name, kind, Need.REQUIRED, "", false, meaning, Set.of(programs));
    }

    static <T> Key<T> secret(String name, Kind<T> kind, String meaning, Set<Program> programs) {
        return new Key<>(name, kind, Need.OPTIONAL, "", true, meaning, programs);
    }

    static <T> Key<T> member(String name, Kind<T> kind, String meaning, Set<Program> programs) {
        return new Key<>(name, kind, Need.OPTIONAL, "", false, meaning, programs);
    }

    /** Its name in the file, levels separated by dots. */
    public String name() {
        return name;
    }

    /** Its name as an environment variable. */
    public String variable() {
        return variable(name);
    }

    /** Whether its value is never shown; such a key may also be given as the name of a file. */
    public boolean isSecret() {
        return secret;
    }

    /** The text of its default, if it has one. */
    public Optional<String> fallback() {
        return need == Need.DEFAULTED ? Optional.of(fallback) : Optional.empty();
    }

    /** What it is for, a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Which programs read it. */
    public Set<Program> programs() {
        return programs;
    }

    /** What is expected of its value, to follow "expected". */
    public String expected() {
        return kind.expected();
    }

    boolean isRequired() {
        return need == Need.REQUIRED;
    }

    Kind<T> kind() {
        return kind;
    }

    /** A value of it in quotation marks, or the mask. */
    String shown(String text) {
        String shown = maskedText(text);
        return shown.equals(Texts.MASK) ? shown : Texts.quoted(shown);
    }

    /** A value of it as it may be shown. */
    String maskedText(String text) {
        return secret || Texts.holdsPassword(text) ? Texts.MASK : text;
    }

    static String variable(String name) {
        return Keys.VARIABLE_PREFIX
                + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    @Override
    public String toString() {
        return name;
    }
}
