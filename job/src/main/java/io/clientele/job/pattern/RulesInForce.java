package io.clientele.job.pattern;

import io.clientele.job.pattern.RuleStatus.Outcome;
import io.clientele.rules.engine.EngineLimits;
import io.clientele.rules.engine.RuleEngine;
import io.clientele.rules.engine.RuleSet;
import io.clientele.rules.engine.RuleVerdict;
import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.language.RuleReader;
import io.clientele.rules.language.RuleSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rules that one task runs, and what becomes of records that change them. */
final class RulesInForce {

    private final RuleReader reader;
    private final RuleEngine engine;

    /** Of accepted texts, by rule: what is read again is not compiled again. */
    private final Map<String, String> hashes = new HashMap<>();

    /** Of the records that were read at the start: older ones have nothing to say any more. */
    private final Map<String, Long> positions = new HashMap<>();

    private KeptPaths kept;

    /**
     * The rules to begin with; what is refused is left out.
     *
     * @param fractionDigits how many decimals the reporting currency's minor unit has
     */
    RulesInForce(int fractionDigits, Iterable<RuleRecord> records) {
        reader = new RuleReader(Vocabulary.standard(), fractionDigits);
        Map<String, String> texts = new LinkedHashMap<>();
        for (RuleRecord record : records) {
            positions.merge(record.name(), record.position(), Math::max);
            if (record.text().isPresent()) {
                texts.put(record.name(), record.text().get());
            } else {
                texts.remove(record.name());
            }
        }
        List<RuleSource> sources = new ArrayList<>();
        texts.forEach((name, text) -> sources.add(new RuleSource(name, text)));
        RuleSet rules = RuleSet.of(reader, sources);
        for (String name : rules.rules().keySet()) {
            if (!texts.containsKey(name)) {
                // A record under another key than its rule's name is refused, as in a change.
                rules = rules.without(name);
            } else {
                hashes.put(name, hash(texts.get(name)));
            }
        }
        engine = new RuleEngine(rules, EngineLimits.DEFAULT, System::nanoTime);
        kept = new KeptPaths(rules);
    }

    RuleEngine engine() {
        return engine;
    }

    RuleSet rules() {
        return engine.rules();
    }

    KeptPaths kept() {
        return kept;
    }

    /** Changes the rules as a record says; empty if a later record was read at the start. */
    Optional<RuleStatus> change(RuleRecord record) {
        if (positions.getOrDefault(record.name(), Long.MIN_VALUE) > record.position()) {
            return Optional.empty();
        }
        return Optional.of(
                record.text().isPresent()
                        ? put(record.name(), record.text().get())
                        : remove(record.name()));
    }

    private RuleStatus remove(String name) {
        if (rules().rules().containsKey(name)) {
            use(rules().without(name));
        }
        hashes.remove(name);
        return new RuleStatus(name, 0, Outcome.REMOVED, "", "", List.of());
    }

    private RuleStatus put(String name, String text) {
        String hash = hash(text);
        if (hash.equals(hashes.get(name))) {
            return accepted(name, hash);
        }
        RuleSet changed = rules().with(reader, name, new RuleSource(name, text));
        RuleVerdict verdict = changed.verdicts().get(changed.verdicts().size() - 1);
        if (verdict instanceof RuleVerdict.Refused refused) {
            return new RuleStatus(name, 0, Outcome.REFUSED, "", hash, refused.findings());
        }
        use(changed);
        hashes.put(name, hash);
        return accepted(name, hash);
    }

    private RuleStatus accepted(String name, String hash) {
        var rule = rules().rules().get(name).rule();
        return new RuleStatus(
                name,
                rule.version(),
                Outcome.ACCEPTED,
                rule.mode().name().toLowerCase(Locale.ROOT),
                hash,
                List.of());
    }

    private void use(RuleSet changed) {
        engine.rules(changed);
        kept = new KeptPaths(changed);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
