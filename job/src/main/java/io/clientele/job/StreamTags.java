package io.clientele.job;

import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiFactCodec;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.kpi.KpiPointCodec;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.analytics.profile.VipMove;
import io.clientele.job.ingest.DeadLetter;
import io.clientele.job.ingest.DeadLetterCodec;
import io.clientele.job.ledger.PopulationStep;
import io.clientele.job.ledger.PopulationStepCodec;
import io.clientele.job.rfm.ProfileNews;
import io.clientele.job.rfm.ProfileNewsCodec;
import io.clientele.job.rfm.SegmentMoveCodec;
import io.clientele.job.rfm.VipMoveCodec;
import io.clientele.job.state.CodecType;
import org.apache.flink.util.OutputTag;

/** What operators send aside. */
public final class StreamTags {

    /** Records that could not be used. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", CodecType.of(DeadLetter.class, new DeadLetterCodec()));

    /** What counts in the KPIs. */
    public static final OutputTag<KpiFact> KPI_FACTS =
            new OutputTag<>("kpi-facts", CodecType.of(KpiFact.class, new KpiFactCodec()));

    /** Figures that are points already. */
    public static final OutputTag<KpiPoint> KPI_POINTS =
            new OutputTag<>("kpi-points", CodecType.of(KpiPoint.class, new KpiPointCodec()));

    /** How customers change the population. */
    public static final OutputTag<PopulationStep> POPULATION_STEPS =
            new OutputTag<>(
                    "population-steps",
                    CodecType.of(PopulationStep.class, new PopulationStepCodec()));

    /** Moves between groups. */
    public static final OutputTag<SegmentMove> SEGMENT_MOVES =
            new OutputTag<>(
                    "segment-moves", CodecType.of(SegmentMove.class, new SegmentMoveCodec()));

    /** Entries to the VIPs, and exits. */
    public static final OutputTag<VipMove> VIP_MOVES =
            new OutputTag<>("vip-moves", CodecType.of(VipMove.class, new VipMoveCodec()));

    /** What rules must hear of profiles. */
    public static final OutputTag<ProfileNews> PROFILE_NEWS =
            new OutputTag<>(
                    "profile-news", CodecType.of(ProfileNews.class, new ProfileNewsCodec()));

    private StreamTags() {}
}
