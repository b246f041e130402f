package io.clientele.quickstart.rules;

import io.clientele.job.pattern.RuleRecord;
import io.clientele.job.publish.TopicRules;
import io.clientele.quickstart.format.RuleFiles;
import io.clientele.rules.language.RuleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;

/** Rules in the topic, or in files. */
final class KnownRules {

    private KnownRules() {}

    /** The newest text of each rule in the topic, by name. */
    static List<RuleSource> ofTopic(Properties connection) {
        TreeMap<String, RuleSource> newest = new TreeMap<>();
        for (RuleRecord record : TopicRules.records(connection)) {
            if (record.text().isPresent()) {
                newest.put(record.name(), new RuleSource(record.name(), record.text().get()));
            } else {
                newest.remove(record.name());
            }
        }
        return List.copyOf(newest.values());
    }

    static List<RuleSource> ofFiles(List<Path> paths) throws IOException {
        return RuleFiles.sources(paths);
    }
}
