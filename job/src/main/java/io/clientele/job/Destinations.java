package io.clientele.job;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.artefact.PinStatus;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.analytics.profile.VipMove;
import io.clientele.job.ingest.DeadLetter;
import io.clientele.job.pattern.RuleStatus;
import io.clientele.job.rfm.ProfileUpdate;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the results go: topics, files, or whatever a test collects them in. */
public record Destinations(
        Sink<ProfileUpdate> profiles,
        Sink<SegmentMove> segmentMoves,
        Sink<VipMove> vipMoves,
        Sink<Models> models,
        Sink<PinStatus> modelStatus,
        Sink<KpiPoint> kpis,
        Sink<DeadLetter> deadLetters,
        Sink<Alert> alerts,
        Sink<RuleStatus> ruleStatus) {}
