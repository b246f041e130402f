package io.clientele.job;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.CommerceEventCodec;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.ModelsCodec;
import io.clientele.analytics.rfm.PopulationChange;
import io.clientele.analytics.rfm.PopulationChangeCodec;
import io.clientele.analytics.rfm.RfmBounds;
import io.clientele.analytics.rfm.RfmBoundsCodec;
import io.clientele.job.ingest.Admitted;
import io.clientele.job.ingest.AdmittedCodec;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.ingest.IncomingCodec;
import io.clientele.job.ledger.StandingChange;
import io.clientele.job.ledger.StandingChangeCodec;
import io.clientele.job.rfm.DayEnd;
import io.clientele.job.rfm.DayEndCodec;
import io.clientele.job.rfm.ProfileUpdate;
import io.clientele.job.rfm.ProfileUpdateCodec;
import io.clientele.job.state.CodecType;

/** How what flows between the operators is written. */
public final class StreamTypes {

    public static final CodecType<Incoming> INCOMING =
            CodecType.of(Incoming.class, new IncomingCodec());
    public static final CodecType<Admitted> ADMITTED =
            CodecType.of(Admitted.class, new AdmittedCodec());
    public static final CodecType<CommerceEvent> EVENT =
            CodecType.of(CommerceEvent.class, new CommerceEventCodec());
    public static final CodecType<StandingChange> STANDING_CHANGE =
            CodecType.of(StandingChange.class, new StandingChangeCodec());
    public static final CodecType<PopulationChange> POPULATION_CHANGE =
            CodecType.of(PopulationChange.class, new PopulationChangeCodec());
    public static final CodecType<RfmBounds> BOUNDS =
            CodecType.of(RfmBounds.class, new RfmBoundsCodec());
    public static final CodecType<Models> MODELS = CodecType.of(Models.class, new ModelsCodec());
    public static final CodecType<DayEnd> DAY_END = CodecType.of(DayEnd.class, new DayEndCodec());
    public static final CodecType<ProfileUpdate> PROFILE_UPDATE =
            CodecType.of(ProfileUpdate.class, new ProfileUpdateCodec());

    private StreamTypes() {}
}
