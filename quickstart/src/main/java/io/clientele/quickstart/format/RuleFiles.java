package io.clientele.quickstart.format;

import io.clientele.rules.engine.RuleSet;
import io.clientele.rules.engine.RuleVerdict;
import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.language.RuleReader;
import io.clientele.rules.language.RuleSource;
import io.clientele.rules.shipped.RuleLibrary;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules in files and folders; {@code shipped} stands for those that come with Clientele. */
public final class RuleFiles {

    /** What stands for the rules that come with Clientele, where no file has that name. */
    public static final String SHIPPED = "shipped";

    private RuleFiles() {}

    /**
     * The texts of all files that are named or lie in folders that are named, in the order of their
     * names.
     *
     * @throws IllegalArgumentException if a file is not there, or a folder holds no rule
     * @throws IOException if a file cannot be read
     */
    public static List<RuleSource> sources(List<Path> paths) throws IOException {
        List<RuleSource> sources = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                List<Path> files = filesIn(path);
                if (files.isEmpty()) {
                    throw new IllegalArgumentException(
                            "%s: no .yaml file in it, expected rules".formatted(path));
                }
                for (Path file : files) {
                    sources.add(source(file));
                }
            } else if (Files.isReadable(path)) {
                sources.add(source(path));
            } else if (path.toString().equals(SHIPPED)) {
                sources.addAll(RuleLibrary.sources());
            } else {
                throw new IllegalArgumentException(
                        "%s: expected a file or folder that can be read, or %s"
                                .formatted(path, SHIPPED));
            }
        }
        return sources;
    }

    /**
     * The texts of sound rules, by their names.
     *
     * @param fractionDigits how many decimals the reporting currency's minor unit has
     * @throws IllegalArgumentException with all that is wrong, if anything is
     */
    public static SortedMap<String, String> texts(List<Path> paths, int fractionDigits)
            throws IOException {
        List<RuleSource> sources = sources(paths);
        RuleSet rules = RuleSet.of(reader(fractionDigits), sources);
        SortedMap<String, String> texts = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            RuleVerdict verdict = rules.verdicts().get(i);
            if (verdict instanceof RuleVerdict.Refused refused) {
                refused.findings().forEach(finding -> wrong.add(finding.toString()));
            } else {
                texts.put(verdict.rule(), sources.get(i).text());
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    wrong.stream().collect(Collectors.joining(System.lineSeparator())));
        }
        return texts;
    }

    /** Reads rules in Clientele's own words. */
    public static RuleReader reader(int fractionDigits) {
        return new RuleReader(Vocabulary.standard(), fractionDigits);
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
    }

    private static RuleSource source(Path file) throws IOException {
        try {
            return new RuleSource(file.toString(), Files.readString(file));
        } catch (MalformedInputException notText) {
            throw new IllegalArgumentException(
                    "%s: not UTF-8, expected a text".formatted(file), notText);
        }
    }
}
