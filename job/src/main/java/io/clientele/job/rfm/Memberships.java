package io.clientele.job.rfm;

import static io.clientele.job.StreamTags.KPI_FACTS;
import static io.clientele.job.StreamTags.SEGMENT_MOVES;
import static io.clientele.job.StreamTags.VIP_MOVES;

import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.analytics.profile.VipMove;
import io.clientele.analytics.rfm.RfmGroup;
import java.util.Optional;
import org.apache.flink.util.OutputTag;

/**
 * What a customer belongs to from one end of a day to the next, a group and maybe the VIPs: tells
 * the moves, and keeps the sums of the KPIs in step.
 */
final class Memberships {

    /** Where it is told to. */
    interface Output {
        <T> void tell(OutputTag<T> tag, T value);
    }

    private final CustomerScore customer;
    private final long now;
    private final Output output;

    /**
     * The memberships of a customer.
     *
     * @param customer what is known of them, which changes with them
     * @param now the end of the day, milliseconds since 1970
     */
    Memberships(CustomerScore customer, long now, Output output) {
        this.customer = customer;
        this.now = now;
        this.output = output;
    }

    /** From now on the customer belongs to what a profile says. */
    void become(Profile profile, boolean vip) {
        RfmGroup group = profile.group().orElseThrow();
        long value = profile.standing().longestWindow().net();
        if (customer.group.equals(Optional.of(group))) {
            tell(KpiSeries.GROUP_VALUE, group, value - customer.value);
        } else {
            if (customer.group.isPresent()) {
                leaveGroup();
                tell(KpiSeries.MOVED_OUT, customer.group.get(), 1);
                output.tell(SEGMENT_MOVES, new SegmentMove(customer.group.get(), profile));
            }
            tell(KpiSeries.GROUP_CUSTOMERS, group, 1);
            tell(KpiSeries.GROUP_VALUE, group, value);
            tell(KpiSeries.MOVED_IN, group, customer.group.isPresent() ? 1 : 0);
        }
        if (customer.vip != vip) {
            output.tell(VIP_MOVES, new VipMove(vip, profile));
            tell(KpiSeries.VIP_CUSTOMERS, vip ? 1 : -1);
            tell(vip ? KpiSeries.VIPS_ENTERED : KpiSeries.VIPS_LEFT, 1);
        }
        tell(KpiSeries.VIP_VALUE, (vip ? value : 0) - (customer.vip ? customer.value : 0));
        customer.group = Optional.of(group);
        customer.vip = vip;
        customer.value = value;
    }

    /** The customer is no more. */
    void end() {
        if (customer.group.isPresent()) {
            leaveGroup();
        }
        if (customer.vip) {
            tell(KpiSeries.VIP_CUSTOMERS, -1);
            tell(KpiSeries.VIP_VALUE, -customer.value);
        }
    }

    private void leaveGroup() {
        RfmGroup group = customer.group.orElseThrow();
        tell(KpiSeries.GROUP_CUSTOMERS, group, -1);
        tell(KpiSeries.GROUP_VALUE, group, -customer.value);
    }

    private void tell(KpiSeries series, RfmGroup group, long amount) {
        if (amount != 0) {
            output.tell(KPI_FACTS, KpiFact.group(now, series, group, amount));
        }
    }

    private void tell(KpiSeries series, long amount) {
        if (amount != 0) {
            output.tell(KPI_FACTS, KpiFact.of(now, series, amount));
        }
    }
}
