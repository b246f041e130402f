package io.clientele.bench.contender;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Lets Flink make {@link ProcessedRecords}. */
public final class ProcessedRecordsFactory implements MetricReporterFactory {

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return new ProcessedRecords();
    }
}
