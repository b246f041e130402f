package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets alerts go on, and turns aside what is none, counted as {@code alertsUnreadable}.
 *
 * <p>It keeps no state.
 */
public final class SortOut extends ProcessFunction<AlertRecord, Alert> {

    /** What is no alert. */
    static final OutputTag<AlertRecord> UNREADABLE =
            new OutputTag<>("unreadable", AlertRecords.TYPE);

    private static final long serialVersionUID = 1L;

    private transient Counter unreadable;

    @Override
    public void open(OpenContext context) {
        unreadable = getRuntimeContext().getMetricGroup().counter("alertsUnreadable");
    }

    @Override
    public void processElement(AlertRecord record, Context context, Collector<Alert> alerts) {
        if (record instanceof AlertRecord.Valid valid) {
            alerts.collect(valid.alert());
        } else {
            unreadable.inc();
            context.output(UNREADABLE, record);
        }
    }
}
