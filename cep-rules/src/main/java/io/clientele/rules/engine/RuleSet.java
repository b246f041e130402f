package io.clientele.rules.engine;

import io.clientele.rules.language.Finding;
import io.clientele.rules.language.Mode;
import io.clientele.rules.language.Position;
import io.clientele.rules.language.Rule;
import io.clientele.rules.language.RuleReader;
import io.clientele.rules.language.RuleSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules that are in force. Immutable; a change makes another set, and compiles nothing but what
 * has changed. A rule that is wrong is refused by itself and hinders no other.
 */
public final class RuleSet {

    /** The most rules of a set. */
    public static final int MOST_RULES = 1_000;

    private final Map<String, CompiledRule> rules;
    private final List<RuleVerdict> verdicts;
    private final Map<String, List<CompiledRule>> starters;
    private final Set<String> storedFields;
    private final Set<String> eventFields;
    private final Set<String> eventNames;
    private final Set<String> profilePaths;
    private final boolean mindsOthers;

    private RuleSet(Map<String, CompiledRule> rules, List<RuleVerdict> verdicts) {
        this.rules = Collections.unmodifiableMap(new TreeMap<>(rules));
        this.verdicts = List.copyOf(verdicts);
        Map<String, List<CompiledRule>> byName = new HashMap<>();
        Set<String> fields = new TreeSet<>();
        Set<String> read = new TreeSet<>();
        Set<String> names = new HashSet<>();
        Set<String> paths = new HashSet<>();
        boolean minds = false;
        for (CompiledRule rule : this.rules.values()) {
            if (rule.rule().mode() != Mode.OFF) {
                fields.addAll(rule.rule().storedFields());
                read.addAll(rule.eventFields());
                names.addAll(rule.names());
                paths.addAll(rule.rule().profilePaths());
                minds |= rule.mindsOthers();
                for (String name : rule.startNames()) {
                    byName.computeIfAbsent(name, n -> new ArrayList<>()).add(rule);
                }
            }
        }
        byName.replaceAll((name, list) -> List.copyOf(list));
        starters = Map.copyOf(byName);
        storedFields = Set.copyOf(fields);
        eventFields = Set.copyOf(read);
        eventNames = Set.copyOf(names);
        profilePaths = Set.copyOf(paths);
        mindsOthers = minds;
    }

    /** The same rules; of thousands that are refused, none costs more than its own text. */
    private RuleSet(RuleSet same, RuleVerdict verdict) {
        rules = same.rules;
        verdicts = List.of(verdict);
        starters = same.starters;
        storedFields = same.storedFields;
        eventFields = same.eventFields;
        eventNames = same.eventNames;
        profilePaths = same.profilePaths;
        mindsOthers = same.mindsOthers;
    }

    /** No rules yet. */
    public static RuleSet empty() {
        return new RuleSet(Map.of(), List.of());
    }

    /**
     * The rules of several texts, such as the files of a folder. Of several with the same name the
     * first counts.
     */
    public static RuleSet of(RuleReader reader, Collection<RuleSource> sources) {
        Map<String, CompiledRule> rules = new TreeMap<>();
        Map<String, String> origins = new HashMap<>();
        List<RuleVerdict> verdicts = new ArrayList<>();
        for (RuleSource source : sources) {
            if (rules.size() >= MOST_RULES) {
                verdicts.add(tooMany(source, ""));
                continue;
            }
            RuleReader.Outcome outcome = reader.read(source.name(), source.text());
            if (outcome instanceof RuleReader.Unsound unsound) {
                verdicts.add(
                        new RuleVerdict.Refused(source.name(), unsound.rule(), unsound.findings()));
                continue;
            }
            Rule rule = ((RuleReader.Sound) outcome).rule();
            if (rules.containsKey(rule.name())) {
                verdicts.add(
                        refused(
                                source,
                                rule.name(),
                                "rule",
                                "found \"%s\", which %s has already, expected another name"
                                        .formatted(rule.name(), origins.get(rule.name()))));
                continue;
            }
            rules.put(rule.name(), CompiledRule.of(rule));
            origins.put(rule.name(), source.name());
            verdicts.add(accepted(source, rule));
        }
        return new RuleSet(rules, verdicts);
    }

    /** A set of rules that have been read already, of which no two have the same name. */
    public static RuleSet of(Rule... read) {
        Map<String, CompiledRule> rules = new TreeMap<>();
        for (Rule rule : read) {
            if (rules.put(rule.name(), CompiledRule.of(rule)) != null) {
                throw new IllegalArgumentException(
                        "rule %s is given twice, expected once".formatted(rule.name()));
            }
        }
        return new RuleSet(rules, List.of());
    }

    /**
     * The set after a rule has been added or changed. If the text is refused, the rule of that name
     * stays as it was; the last of {@link #verdicts()} says what became of it.
     *
     * @param name what the rule must be named, such as the key of its record
     */
    public RuleSet with(RuleReader reader, String name, RuleSource source) {
        if (!rules.containsKey(name) && rules.size() >= MOST_RULES) {
            return verdict(tooMany(source, name));
        }
        RuleReader.Outcome outcome = reader.read(source.name(), source.text());
        if (outcome instanceof RuleReader.Unsound unsound) {
            return verdict(
                    new RuleVerdict.Refused(source.name(), unsound.rule(), unsound.findings()));
        }
        Rule rule = ((RuleReader.Sound) outcome).rule();
        if (!rule.name().equals(name)) {
            return verdict(
                    refused(
                            source,
                            rule.name(),
                            "rule",
                            "found \"%s\", expected \"%s\", the key of the record"
                                    .formatted(rule.name(), name)));
        }
        Map<String, CompiledRule> changed = new TreeMap<>(rules);
        changed.put(name, CompiledRule.of(rule));
        return new RuleSet(changed, List.of(accepted(source, rule)));
    }

    /** The set after a rule has been removed. */
    public RuleSet without(String name) {
        Map<String, CompiledRule> changed = new TreeMap<>(rules);
        changed.remove(name);
        return new RuleSet(changed, List.of());
    }

    /** What became of the texts that this set was made with: all, or the one that changed it. */
    public List<RuleVerdict> verdicts() {
        return verdicts;
    }

    /** The accepted rules, by name. */
    public Map<String, CompiledRule> rules() {
        return rules;
    }

    /** The names of all events that some rule waits for, changes of scores among them. */
    public Set<String> eventNames() {
        return eventNames;
    }

    /**
     * Whether an event of the shop can change anything: a running rule waits for it or minds it.
     */
    public boolean concerns(String eventName) {
        return mindsOthers || eventNames.contains(eventName);
    }

    /** What the running rules read of the profile, see {@link Rule#profilePaths()}. */
    public Set<String> profilePaths() {
        return profilePaths;
    }

    /** The fields that the running rules read of events. */
    public Set<String> eventFields() {
        return eventFields;
    }

    /** The rule of that name, if it runs. */
    Optional<CompiledRule> running(String name) {
        return Optional.ofNullable(rules.get(name)).filter(r -> r.rule().mode() != Mode.OFF);
    }

    /** The running rules that an event of that name can begin something for, by name. */
    List<CompiledRule> starters(String eventName) {
        return starters.getOrDefault(eventName, List.of());
    }

    /** The fields that must be kept of events that take part in a match. */
    Set<String> storedFields() {
        return storedFields;
    }

    private RuleSet verdict(RuleVerdict verdict) {
        return new RuleSet(this, verdict);
    }

    private static RuleVerdict accepted(RuleSource source, Rule rule) {
        return new RuleVerdict.Accepted(source.name(), rule.name(), rule.version(), rule.mode());
    }

    private static RuleVerdict tooMany(RuleSource source, String rule) {
        return refused(
                source,
                rule,
                "",
                "there are %d rules already, expected no more".formatted(MOST_RULES));
    }

    private static RuleVerdict refused(
            RuleSource source, String rule, String field, String message) {
        return new RuleVerdict.Refused(
                source.name(),
                rule,
                List.of(new Finding(source.name(), Position.START, rule, field, message)));
    }
}
